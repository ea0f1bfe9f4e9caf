import { Module } from '@nestjs/common';
import { ApiModule } from './api/api.module';
import { AttachmentsModule } from './attachments/attachments.module';
import { AuditModule } from './audit/audit.module';
import { ClockModule } from './clock/clock';
import { ConfigModule } from './config/config.module';
import { DatabaseModule } from './database/database.module';
import { DocumentsModule } from './documents/documents.module';
import { EngineModule } from './engine';
import { IdentityModule } from './identity/identity.module';
import { NotificationsModule } from './notifications/notifications.module';
import { ObservabilityModule } from './observability/observability.module';
import { OutboxModule } from './outbox';
import { StudioModule } from './studio/studio.module';
import { RepliesModule } from './replies/replies.module';
import { RetentionModule } from './retention/retention.module';
import { RoutingModule } from './routing/routing.module';
import { UnitsModule } from './units/units.module';
import { WorkersModule } from './workers/workers.module';

/** The app: every module that is part of the running system is listed here. */
@Module({
  imports: [
    ClockModule,
    ConfigModule,
    DatabaseModule,
    EngineModule,
    ObservabilityModule,
    OutboxModule,
    StudioModule,
    AuditModule,
    IdentityModule,
    UnitsModule,
    RoutingModule,
    RepliesModule,
    DocumentsModule,
    AttachmentsModule,
    NotificationsModule,
    RetentionModule,
    WorkersModule,
    ApiModule,
  ],
})
export class AppModule {}
