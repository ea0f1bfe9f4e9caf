import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { RevisitsService } from '../revisits/revisits.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, textOf } from './variables';

const input = z.object({
  caseId,
  round: z.int().min(1),
  closingDecision: z.enum(['close', 'redo']),
  settings: z.object({ redoCap: z.int().min(0) }),
});
type In = z.infer<typeof input>;

/** Keeps the leader's decision on a case that was handled as often as the cap allows (D9 第四步). */
@Injectable()
export class RecordClosingWorker extends JobWorker<In, object> {
  readonly type = 'record-closing';
  readonly input = input;

  constructor(
    private readonly revisits: RevisitsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, round, closingDecision, settings } = job.variables;
    const submitted = await this.submissions.latest(job.processInstanceKey, 'decide-closing');
    await this.revisits.recordClosing(job.effectKey, caseId, {
      decision: closingDecision,
      reason: textOf(submitted?.kept, 'comment'),
      by: submitted?.by ?? SYSTEM,
      round,
      redoCap: settings.redoCap,
    });
    return complete({});
  }
}
