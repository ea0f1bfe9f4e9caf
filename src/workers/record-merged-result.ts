import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { JointService } from '../assignments/joint.service';
import { SYSTEM } from '../cases/case-history';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, platformAssignmentId, textOf } from './variables';

const input = z.object({ caseId, round: z.int().min(1).default(1), leadUnit: z.string(), platformAssignmentId });
type In = z.infer<typeof input>;

/** Keeps the one result that the lead unit made of all. */
@Injectable()
export class RecordMergedResultWorker extends JobWorker<In, object> {
  readonly type = 'record-merged-result';
  readonly input = input;

  constructor(
    private readonly joint: JointService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { leadUnit, caseId, round, platformAssignmentId } = job.variables;
    const submitted = await this.submissions.latest(job.processInstanceKey, 'merge-results');
    const { mergedResult: _text, ...kept } = submitted?.kept ?? {};
    const details = { ...kept, solved: submitted?.sent.mergedSolved };
    await this.joint.recordMerged(job.effectKey, {
      of: { caseId, round, platformAssignmentId },
      leadUnit,
      text: textOf(submitted?.kept, 'mergedResult') ?? '',
      details,
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
