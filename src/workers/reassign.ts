import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { JointService, type Reassigned } from '../assignments/joint.service';
import { type CaseClassification, CaseClassificationService } from '../cases/case-classification.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment, caseId } from './variables';

const input = z.object({ caseId, assignment, chosenUnits: z.array(z.string()).nullish() });
type In = z.infer<typeof input>;

/** Finds who takes on what a unit handed back, in the time that goes by what the case is now. A choice is used up. */
@Injectable()
export class ReassignWorker extends JobWorker<
  In,
  Reassigned & Partial<CaseClassification> & { chosenUnits: string[] }
> {
  readonly type = 'reassign';
  readonly input = input;

  constructor(
    private readonly joint: JointService,
    private readonly cases: CaseClassificationService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, assignment, chosenUnits } = job.variables;
    const reassigned = await this.joint.reassign(job.effectKey, { assignment, chosenUnits: chosenUnits ?? [] });
    return complete({ ...(await this.cases.correctionOf(caseId)), ...reassigned, chosenUnits: [] });
  }
}
