import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PhoneNoticesService } from '../assignments/phone-notices.service';
import { SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, instantOf, textOf } from './variables';

const input = z.object({ assignment, unitReached: z.boolean().nullish() });
type In = z.infer<typeof input>;

/** An agent phoned the unit about an urgent case; whom nobody reached is phoned again. */
@Injectable()
export class RecordPhoneNoticeWorker extends JobWorker<In, { unitReached: boolean }> {
  readonly type = 'record-phone-notice';
  readonly input = input;

  constructor(
    private readonly phoneNotices: PhoneNoticesService,
    private readonly submissions: SubmissionsService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const unitReached = job.variables.unitReached ?? true;
    const submitted = await this.submissions.latest(job.processInstanceKey, 'phone-unit');
    await this.phoneNotices.record(job.effectKey, job.variables.assignment.assignmentId, {
      by: submitted?.by ?? SYSTEM,
      at: instantOf(submitted?.kept.phonedAt) ?? submitted?.at ?? this.clock.now(),
      number: textOf(submitted?.kept, 'number'),
      answeredBy: textOf(submitted?.kept, 'answeredBy'),
      reached: unitReached,
      note: textOf(submitted?.kept, 'note'),
    });
    return complete({ unitReached });
  }
}
