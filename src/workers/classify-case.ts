import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { CasesService, type CaseClassification } from '../cases/cases.service';
import { Classifier } from '../classification';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** Classifies a case by its text; what the classifier is not sure of, a person decides. */
@Injectable()
export class ClassifyCaseWorker extends JobWorker<In, CaseClassification> {
  readonly type = 'classify-case';
  readonly input = input;

  constructor(
    private readonly cases: CasesService,
    private readonly classifier: Classifier,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const found = await this.classifier.classify(await this.cases.textOf(job.variables.caseId));
    const kept = await this.cases.applyClassification(job.effectKey, job.variables.caseId, found, {
      actor: SYSTEM,
      manual: false,
    });
    return complete(kept);
  }
}
