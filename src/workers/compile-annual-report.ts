import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { type CompiledReport, ReportsService } from '../reports/reports.service';
import { yearIn } from '../cases/case-settings';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({ reportYear: z.int().nullish() });
type In = z.infer<typeof input>;

/** Compiles the year of every body that has just ended (D3, article 9), unless the process names another. */
@Injectable()
export class CompileAnnualReportWorker extends JobWorker<In, { reports: CompiledReport[]; reportYear: number }> {
  readonly type = 'compile-annual-report';
  readonly input = input;

  constructor(
    private readonly reports: ReportsService,
    private readonly config: HotlineConfig,
    private readonly clock: Clock,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const year = job.variables.reportYear ?? yearIn(this.clock.now(), this.config.timeZone) - 1;
    return complete(await this.reports.compile(job.effectKey, year));
  }
}
