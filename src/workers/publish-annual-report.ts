import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { ReportsService } from '../reports/reports.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({
  reportId: z.uuid(),
  reportApproved: z.boolean().default(true),
  submissionId: z.uuid().nullish(),
});
type In = z.infer<typeof input>;

/** Keeps the leaders' approval of the annual report. */
@Injectable()
export class PublishAnnualReportWorker extends JobWorker<In, object> {
  readonly type = 'publish-annual-report';
  readonly input = input;

  constructor(
    private readonly reports: ReportsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(
      job.processInstanceKey,
      'approve-annual-report',
      job.variables.submissionId ?? undefined,
    );
    await this.reports.publish(job.effectKey, job.variables.reportId, {
      approved: job.variables.reportApproved,
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
