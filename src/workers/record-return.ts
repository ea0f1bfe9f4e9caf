import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CaseRoutingService } from '../assignments/case-routing.service';
import { ReturnsService } from '../assignments/returns.service';
import { SYSTEM } from '../cases/case-history';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { textOf } from './variables';

const input = z.object({ returnId: z.uuid(), returnValid: z.boolean(), determinedUnit: z.string().nullish() });
type In = z.infer<typeof input>;

/** Keeps the decision on a return. One that is rejected counts as signed in: the unit goes on where it stood. */
@Injectable()
export class RecordReturnWorker extends JobWorker<In, { signedIn: boolean }> {
  readonly type = 'record-return';
  readonly input = input;

  constructor(
    private readonly returns: ReturnsService,
    private readonly routing: CaseRoutingService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'review-return');
    await this.returns.decide(job.effectKey, job.variables.returnId, {
      valid: job.variables.returnValid,
      determinedUnit: job.variables.determinedUnit || null,
      comment: textOf(submitted?.kept, 'comment', 'opinion', 'reason'),
      by: submitted?.by ?? SYSTEM,
    });
    if (job.variables.returnValid) await this.routing.learnFromReturn(job.variables.returnId);
    return complete({ signedIn: true });
  }
}
