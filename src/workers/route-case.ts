import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CaseRoutingService, type Routed } from '../assignments/case-routing.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, platformAssignmentId } from './variables';

const input = z.object({
  caseId,
  round: z.int().min(1).default(1),
  chosenUnits: z.array(z.string()).nullish(),
  platformAssignmentId,
});
type In = z.infer<typeof input>;

/** Finds the units that handle the case. A choice is used up, so that a later round goes by the rules again. */
@Injectable()
export class RouteCaseWorker extends JobWorker<In, Routed & { chosenUnits: string[] }> {
  readonly type = 'route-case';
  readonly input = input;

  constructor(private readonly routing: CaseRoutingService) {
    super();
  }

  async handle(job: Job<In>) {
    const { chosenUnits, ...of } = job.variables;
    const routed = await this.routing.route(job.effectKey, { ...of, chosenUnits: chosenUnits ?? [] });
    return complete({ ...routed, chosenUnits: [] });
  }
}
