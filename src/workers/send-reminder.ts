import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DeadlinesService } from '../assignments/deadlines.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment } from './variables';

const input = z.object({ assignment });
type In = z.infer<typeof input>;

/** Reminds the unit before its deadline. */
@Injectable()
export class SendReminderWorker extends JobWorker<In, object> {
  readonly type = 'send-reminder';
  readonly input = input;

  constructor(private readonly deadlines: DeadlinesService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.deadlines.remind(job.effectKey, job.variables.assignment.assignmentId);
    return complete({});
  }
}
