import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AssignmentsService, type Issued } from '../assignments/assignments.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, limits, reviewChain, submissionSteps } from './variables';

const input = z.object({
  assignment,
  limits,
  urgency: z.string(),
  settings: z.object({ reviewChain: reviewChain.default([]), submission: submissionSteps.default([]) }),
});
type In = z.infer<typeof input>;
type Out = Issued & {
  urgentNotice: boolean;
  reviewChain: z.infer<typeof reviewChain>;
  submissionSteps: z.infer<typeof submissionSteps>;
};

/** Sends the handling order (承办单) to the unit; an urgent one is phoned besides, at once (D5). */
@Injectable()
export class IssueHandlingOrderWorker extends JobWorker<In, Out> {
  readonly type = 'issue-handling-order';
  readonly input = input;

  constructor(private readonly assignments: AssignmentsService) {
    super();
  }

  async handle(job: Job<In>) {
    const { assignment, limits, urgency, settings } = job.variables;
    const own = <T extends { group: string }>(step: T): T => ({
      ...step,
      group: step.group.replaceAll('{unit}', assignment.unit),
    });
    const deadlines = await this.assignments.issue(job.effectKey, assignment.assignmentId, limits);
    return complete({
      ...deadlines,
      urgentNotice: urgency === 'urgent',
      reviewChain: settings.reviewChain.map(own),
      submissionSteps: settings.submission.map(own),
    });
  }
}
