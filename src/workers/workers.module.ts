import { Module } from '@nestjs/common';
import { ArchiveModule } from '../archive/archive.module';
import { AssignmentsModule } from '../assignments/assignments.module';
import { CasesModule } from '../cases/cases.module';
import { ClassificationModule } from '../classification/classification.module';
import { HotspotsModule } from '../hotspots/hotspots.module';
import { MonitorModule } from '../monitor/monitor.module';
import { ReportsModule } from '../reports/reports.module';
import { RevisitsModule } from '../revisits/revisits.module';
import { SimilarityModule } from '../similarity/similarity.module';
import { SupervisionModule } from '../supervision/supervision.module';
import { TasksModule } from '../tasks/tasks.module';
import { WORKERS } from './index';
import type { JobWorker } from './job-worker';
import { JOB_WORKERS, WorkerRunner } from './worker-runner';

/** The workers, and the one runner that fetches their jobs. */
@Module({
  imports: [
    CasesModule,
    AssignmentsModule,
    SimilarityModule,
    SupervisionModule,
    RevisitsModule,
    ArchiveModule,
    HotspotsModule,
    MonitorModule,
    ReportsModule,
    TasksModule,
    ClassificationModule,
  ],
  providers: [
    ...WORKERS,
    { provide: JOB_WORKERS, useFactory: (...workers: JobWorker<unknown, object>[]) => workers, inject: [...WORKERS] },
    WorkerRunner,
  ],
  exports: [JOB_WORKERS, WorkerRunner],
})
export class WorkersModule {}
