import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DeadlinesService } from '../assignments/deadlines.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment } from './variables';

const input = z.object({ assignment });
type In = z.infer<typeof input>;

/** No return was applied for in time: the assignment is deemed accepted (D5 一(二)). */
@Injectable()
export class RecordDeemedAcceptedWorker extends JobWorker<In, object> {
  readonly type = 'record-deemed-accepted';
  readonly input = input;

  constructor(private readonly deadlines: DeadlinesService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.deadlines.recordDeemedAccepted(job.effectKey, job.variables.assignment.assignmentId);
    return complete({});
  }
}
