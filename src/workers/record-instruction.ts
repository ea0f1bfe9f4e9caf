import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { CasesService } from '../cases/cases.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, textOf } from './variables';

const input = z.object({ caseId, instructionAction: z.enum(['transfer', 'close']) });
type In = z.infer<typeof input>;

/** Keeps the leaders' instruction (批示). */
@Injectable()
export class RecordInstructionWorker extends JobWorker<In, object> {
  readonly type = 'record-instruction';
  readonly input = input;

  constructor(
    private readonly cases: CasesService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'instruct');
    await this.cases.recordInstruction(job.effectKey, job.variables.caseId, {
      action: job.variables.instructionAction,
      text: textOf(submitted?.kept, 'instruction', 'opinion', 'comment'),
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
