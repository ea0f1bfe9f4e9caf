import { Module } from '@nestjs/common';
import { ArchiveModule } from '../archive/archive.module';
import { AssignmentsModule } from '../assignments/assignments.module';
import { BoardModule } from '../board/board.module';
import { CasesModule } from '../cases/cases.module';
import { ChannelsModule } from '../channels/channels.module';
import { KpiModule } from '../kpi/kpi.module';
import { MonitorModule } from '../monitor/monitor.module';
import { ClassificationModule } from '../classification/classification.module';
import { EventsModule } from '../events/events.module';
import { KnowledgeModule } from '../knowledge/knowledge.module';
import { HotspotsModule } from '../hotspots/hotspots.module';
import { ReportsModule } from '../reports/reports.module';
import { RetentionModule } from '../retention/retention.module';
import { RevisitsModule } from '../revisits/revisits.module';
import { SimilarityModule } from '../similarity/similarity.module';
import { SupervisionModule } from '../supervision/supervision.module';
import { TasksModule } from '../tasks/tasks.module';
import { ArticlesController } from './articles/articles.controller';
import { AssignmentsController } from './assignments/assignments.controller';
import { AttachmentsController } from './attachments/attachments.controller';
import { AuditController } from './audit/audit.controller';
import { AuthController } from './auth/auth.controller';
import { ChannelsController } from './channels/channels.controller';
import { ClassificationController } from './classification/classification.controller';
import { MessagesController } from './channels/messages.controller';
import { BoardController } from './board/board.controller';
import { CasePathController } from './cases/case-path.controller';
import { CasesController } from './cases/cases.controller';
import { DeploymentsController } from './deployments/deployments.controller';
import { DocumentsController } from './documents/documents.controller';
import { EventsController } from './events/events.controller';
import { HealthController } from './health/health.controller';
import { HoldsController } from './holds/holds.controller';
import { HotspotsController } from './hotspots/hotspots.controller';
import { IntakeController } from './intake/intake.controller';
import { BatchesController } from './monitor/batches.controller';
import { MonitorController } from './monitor/monitor.controller';
import { KpiController } from './kpi/kpi.controller';
import { StaffComplaintsController } from './kpi/staff-complaints.controller';
import { MediaController } from './media/media.controller';
import { CitizenDocumentsController } from './public/citizen-documents.controller';
import { PublicController } from './public/public.controller';
import { RegistryController } from './registry/registry.controller';
import { RepliesController } from './replies/replies.controller';
import { ReportsController } from './reports/reports.controller';
import { StudioController } from './studio/studio.controller';
import { TrialsController } from './studio/trials.controller';
import { RoutingController } from './routing/routing.controller';
import { SimilarityController } from './similarity/similarity.controller';
import { BulkTasksController } from './tasks/bulk-tasks.controller';
import { TasksController } from './tasks/tasks.controller';

/** The REST API: one folder a resource. */
@Module({
  imports: [
    ArchiveModule,
    AssignmentsModule,
    BoardModule,
    CasesModule,
    ChannelsModule,
    ClassificationModule,
    EventsModule,
    HotspotsModule,
    KnowledgeModule,
    MonitorModule,
    KpiModule,
    ReportsModule,
    RetentionModule,
    RevisitsModule,
    SimilarityModule,
    SupervisionModule,
    TasksModule,
  ],
  controllers: [
    ArticlesController,
    AssignmentsController,
    AttachmentsController,
    AuditController,
    AuthController,
    BatchesController,
    BoardController,
    BulkTasksController,
    CasePathController,
    CasesController,
    ChannelsController,
    ClassificationController,
    DeploymentsController,
    DocumentsController,
    EventsController,
    HealthController,
    HoldsController,
    HotspotsController,
    IntakeController,
    MonitorController,
    KpiController,
    MediaController,
    MessagesController,
    CitizenDocumentsController,
    PublicController,
    RegistryController,
    RepliesController,
    ReportsController,
    StaffComplaintsController,
    StudioController,
    RoutingController,
    SimilarityController,
    TasksController,
    TrialsController,
  ],
})
export class ApiModule {}
