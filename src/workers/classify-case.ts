import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { CaseClassificationService, type CaseClassification } from '../cases/case-classification.service';
import { Classifier } from '../classification';
import { SimilarityService } from '../similarity/similarity.service';
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
    private readonly cases: CaseClassificationService,
    private readonly classifier: Classifier,
    private readonly similarity: SimilarityService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    // a case that starts anew (restart-case) keeps what people said of it
    const earlier = await this.cases.classificationOf(job.variables.caseId);
    if (earlier) return complete(earlier);
    const found = await this.classifier.classify(await this.cases.textOf(job.variables.caseId));
    const kept = await this.cases.applyClassification(job.effectKey, job.variables.caseId, found, {
      actor: SYSTEM,
      manual: false,
    });
    await this.similarity.remember(job.variables.caseId);
    return complete(kept);
  }
}
