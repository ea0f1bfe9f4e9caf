import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ExtensionsService } from '../assignments/extensions.service';
import { SYSTEM } from '../cases/case-history';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { submissionId, textOf } from './variables';

const input = z.object({ extensionId: z.uuid(), extensionApproved: z.boolean(), submissionId });
type In = z.infer<typeof input>;

/** Keeps the decision on an extension; an approval moves the deadline. */
@Injectable()
export class RecordExtensionWorker extends JobWorker<In, object> {
  readonly type = 'record-extension';
  readonly input = input;

  constructor(
    private readonly extensions: ExtensionsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { extensionId, extensionApproved, submissionId } = job.variables;
    const submitted = await this.submissions.latest(
      job.processInstanceKey,
      'review-extension',
      submissionId ?? undefined,
    );
    await this.extensions.decide(job.effectKey, extensionId, {
      approved: extensionApproved,
      comment: textOf(submitted?.kept, 'comment', 'opinion', 'reason'),
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
