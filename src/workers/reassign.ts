import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { JointService, type Reassigned } from '../assignments/joint.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment } from './variables';

const input = z.object({ assignment, chosenUnits: z.array(z.string()).nullish() });
type In = z.infer<typeof input>;

/** Finds who takes on what a unit handed back. A choice is used up. */
@Injectable()
export class ReassignWorker extends JobWorker<In, Reassigned & { chosenUnits: string[] }> {
  readonly type = 'reassign';
  readonly input = input;

  constructor(private readonly joint: JointService) {
    super();
  }

  async handle(job: Job<In>) {
    const { assignment, chosenUnits } = job.variables;
    const reassigned = await this.joint.reassign(job.effectKey, { assignment, chosenUnits: chosenUnits ?? [] });
    return complete({ ...reassigned, chosenUnits: [] });
  }
}
