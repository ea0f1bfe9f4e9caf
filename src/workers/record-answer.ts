import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { CasesService } from '../cases/cases.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, textOf } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** Keeps the answer that an agent gave, as the reply to the citizen. */
@Injectable()
export class RecordAnswerWorker extends JobWorker<In, object> {
  readonly type = 'record-answer';
  readonly input = input;

  constructor(
    private readonly cases: CasesService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'answer');
    await this.cases.recordAnswer(job.effectKey, job.variables.caseId, {
      text: textOf(submitted?.kept, 'answer', 'reply') ?? '',
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
