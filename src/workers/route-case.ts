import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CaseRoutingService, type Routed } from '../assignments/case-routing.service';
import { type CaseClassification, CaseClassificationService } from '../cases/case-classification.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, platformAssignmentId } from './variables';

const input = z.object({
  caseId,
  round: z.int().min(1).default(1),
  chosenUnits: z.array(z.string()).nullish(),
  platformAssignmentId,
});
type In = z.infer<typeof input>;

/**
 * Finds the units that handle the case. A choice is used up, so that a later round goes by the rules again; the time limits of
 * what is given go by what the case is now, a correction since its classification included.
 */
@Injectable()
export class RouteCaseWorker extends JobWorker<In, Routed & Partial<CaseClassification> & { chosenUnits: string[] }> {
  readonly type = 'route-case';
  readonly input = input;

  constructor(
    private readonly routing: CaseRoutingService,
    private readonly cases: CaseClassificationService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { chosenUnits, ...of } = job.variables;
    const routed = await this.routing.route(job.effectKey, { ...of, chosenUnits: chosenUnits ?? [] });
    return complete({ ...(await this.cases.correctionOf(of.caseId)), ...routed, chosenUnits: [] });
  }
}
