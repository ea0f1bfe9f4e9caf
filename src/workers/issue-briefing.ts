import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { BriefingsService } from '../cases/briefings.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** Puts the briefing (呈阅件) before the leaders. */
@Injectable()
export class IssueBriefingWorker extends JobWorker<In, object> {
  readonly type = 'issue-briefing';
  readonly input = input;

  constructor(private readonly briefings: BriefingsService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.briefings.issueBriefing(job.effectKey, job.variables.caseId);
    return complete({});
  }
}
