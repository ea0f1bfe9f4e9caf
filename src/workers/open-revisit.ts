import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RevisitsService } from '../revisits/revisits.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId, attempt: z.int().min(1).default(1) });
type In = z.infer<typeof input>;

/** Opens an attempt to reach the citizen, with the survey's message. */
@Injectable()
export class OpenRevisitWorker extends JobWorker<In, object> {
  readonly type = 'open-revisit';
  readonly input = input;

  constructor(private readonly revisits: RevisitsService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.revisits.open(job.effectKey, job.variables.caseId, job.variables.attempt);
    return complete({});
  }
}
