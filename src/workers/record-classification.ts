import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { CaseClassificationService } from '../cases/case-classification.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, submissionId } from './variables';

const input = z.object({
  caseId,
  caseType: z.string(),
  category: z.string(),
  topic: z.string().nullish(),
  urgency: z.string(),
  responseLevel: z.string(),
  area: z.string().nullish(),
  hot: z.boolean().nullish(),
  major: z.boolean().nullish(),
  answerable: z.boolean().nullish(),
  submissionId,
});
type In = z.infer<typeof input>;

/** Puts a person's classification on the case. */
@Injectable()
export class RecordClassificationWorker extends JobWorker<In, { confidence: number }> {
  readonly type = 'record-classification';
  readonly input = input;

  constructor(
    private readonly cases: CaseClassificationService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, submissionId, ...parts } = job.variables;
    const submitted = await this.submissions.latest(
      job.processInstanceKey,
      'classify-manually',
      submissionId ?? undefined,
    );
    const { confidence } = await this.cases.applyClassification(
      job.effectKey,
      caseId,
      {
        ...parts,
        // what was proposed below another category does not stand below the one that the person chose
        topic: parts.topic ?? null,
        area: parts.area ?? null,
        hot: parts.hot ?? false,
        major: parts.major ?? false,
        answerable: parts.answerable ?? false,
        confidence: 1,
      },
      { actor: submitted?.by ?? SYSTEM, manual: true },
    );
    return complete({ confidence });
  }
}
