import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AssignmentsService } from '../assignments/assignments.service';
import { SYSTEM } from '../cases/case-history';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, textOf } from './variables';

const input = z.object({ assignment, solved: z.boolean().nullish() });
type In = z.infer<typeof input>;

/** The unit's result, after every review let it pass. */
@Injectable()
export class RecordResultWorker extends JobWorker<In, { outcome: 'done' }> {
  readonly type = 'record-result';
  readonly input = input;

  constructor(
    private readonly assignments: AssignmentsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'handle');
    const { result: _result, ...details } = submitted?.kept ?? {};
    await this.assignments.recordResult(job.effectKey, job.variables.assignment.assignmentId, {
      text: textOf(submitted?.kept, 'result'),
      solved: job.variables.solved ?? false,
      by: submitted?.by ?? SYSTEM,
      details,
    });
    return complete({ outcome: 'done' as const });
  }
}
