import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AssignmentsService } from '../assignments/assignments.service';
import { SYSTEM } from '../cases/case-history';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, instantOf, reviewChain, submissionSteps, textOf } from './variables';

const input = z.object({
  assignment,
  solved: z.boolean().nullish(),
  reviewChain: reviewChain.default([]),
  submissionSteps: submissionSteps.default([]),
});
type In = z.infer<typeof input>;

/** A step of a chain with who did it, when, and what was entered. */
type StepRecord<Step> = Step & { by: string; at: string };

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
    const kept = submitted?.kept;
    const reviews = await this.steps(job.processInstanceKey, 'review-result', job.variables.reviewChain);
    await this.assignments.recordResult(job.effectKey, job.variables.assignment.assignmentId, {
      text: textOf(kept, 'result'),
      solved: job.variables.solved ?? false,
      by: submitted?.by ?? SYSTEM,
      reply: {
        replyUnit: textOf(kept, 'handlingUnit'),
        replyAt: instantOf(kept?.handledAt) ?? null,
        replyCourse: textOf(kept, 'course'),
        unsolvedReason: textOf(kept, 'unsolvedReason'),
        nextStep: textOf(kept, 'nextStep'),
      },
      reviews,
      submissions: await this.steps(job.processInstanceKey, 'submit-result', job.variables.submissionSteps),
    });
    return complete({ outcome: 'done' as const });
  }

  /** What the people of a chain entered, each beside its step. */
  private async steps<Step extends object>(
    processInstanceKey: string,
    elementId: string,
    chain: Step[],
  ): Promise<StepRecord<Step>[]> {
    const entered = await this.submissions.lastOf(processInstanceKey, elementId, chain.length);
    return entered.map(({ by, at, kept }, index) => ({ ...chain[index]!, by, at: at.toISOString(), ...kept }));
  }
}
