import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { BriefingsService } from '../cases/briefings.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** Reports how an instructed or important case was handled to the leaders (D1, 5). */
@Injectable()
export class ReportToLeadersWorker extends JobWorker<In, object> {
  readonly type = 'report-to-leaders';
  readonly input = input;

  constructor(private readonly briefings: BriefingsService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.briefings.reportToLeaders(job.effectKey, job.variables.caseId);
    return complete({});
  }
}
