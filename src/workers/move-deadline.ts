import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DeadlinesService } from '../assignments/deadlines.service';
import { OpenTasksService } from '../tasks/open-tasks.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, elementIds } from './variables';

const input = z.object({ assignment });
type In = z.infer<typeof input>;

const headers = z.object({ tasks: elementIds });

/** Tells the process and its open tasks of a deadline that was moved while the unit handles the case (D5 一(四)3). */
@Injectable()
export class MoveDeadlineWorker extends JobWorker<In, { handlingDue: string; remindAt: string }> {
  readonly type = 'move-deadline';
  readonly input = input;

  constructor(
    private readonly deadlines: DeadlinesService,
    private readonly tasks: OpenTasksService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { assignmentId } = job.variables.assignment;
    const { nextDue: handlingDue, remindAt } = await this.deadlines.watch(assignmentId);
    await this.tasks.reschedule(assignmentId, headers.parse(job.headers).tasks, new Date(handlingDue));
    return complete({ handlingDue, remindAt });
  }
}
