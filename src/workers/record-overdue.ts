import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DeadlinesService } from '../assignments/deadlines.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment } from './variables';

const input = z.object({ assignment });
type In = z.infer<typeof input>;

const headers = z.object({ kind: z.enum(['sign-in', 'handling']) });

/** The unit did not sign in, or did not handle, in time; the task header `kind` says which. */
@Injectable()
export class RecordOverdueWorker extends JobWorker<In, object> {
  readonly type = 'record-overdue';
  readonly input = input;

  constructor(private readonly deadlines: DeadlinesService) {
    super();
  }

  async handle(job: Job<In>) {
    const { kind } = headers.parse(job.headers);
    await this.deadlines.recordOverdue(job.effectKey, job.variables.assignment.assignmentId, kind);
    return complete({});
  }
}
