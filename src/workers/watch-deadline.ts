import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DeadlinesService } from '../assignments/deadlines.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment } from './variables';

const input = z.object({ assignment });
type In = z.infer<typeof input>;

/** Looks, when the deadline's timer fires, whether an extension has moved the deadline meanwhile. */
@Injectable()
export class WatchDeadlineWorker extends JobWorker<In, { overdue: boolean; nextDue: string }> {
  readonly type = 'watch-deadline';
  readonly input = input;

  constructor(private readonly deadlines: DeadlinesService) {
    super();
  }

  async handle(job: Job<In>) {
    const { overdue, nextDue } = await this.deadlines.watch(job.variables.assignment.assignmentId);
    return complete({ overdue, nextDue });
  }
}
