import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AssignmentsService } from '../assignments/assignments.service';
import { SYSTEM } from '../cases/case-history';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, textOf } from './variables';

const input = z.object({ assignment });
type In = z.infer<typeof input>;

/** An agent phoned the unit about an urgent case. */
@Injectable()
export class RecordPhoneNoticeWorker extends JobWorker<In, object> {
  readonly type = 'record-phone-notice';
  readonly input = input;

  constructor(
    private readonly assignments: AssignmentsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'phone-unit');
    await this.assignments.recordPhoneNotice(job.effectKey, job.variables.assignment.assignmentId, {
      text: textOf(submitted?.kept, 'note', 'comment'),
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
