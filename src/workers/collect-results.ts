import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Collected, JointService } from '../assignments/joint.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, platformAssignmentId } from './variables';

const input = z.object({ caseId, round: z.int().min(1).default(1), platformAssignmentId });
type In = z.infer<typeof input>;

/** Looks at what the units of the round came to: of several results the lead makes one. */
@Injectable()
export class CollectResultsWorker extends JobWorker<In, Collected> {
  readonly type = 'collect-results';
  readonly input = input;

  constructor(private readonly joint: JointService) {
    super();
  }

  async handle(job: Job<In>) {
    return complete(await this.joint.collect(job.variables));
  }
}
