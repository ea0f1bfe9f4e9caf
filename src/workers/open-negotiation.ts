import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { NegotiationsService } from '../routing/negotiations.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, platformAssignmentId } from './variables';

const input = z.object({
  caseId,
  round: z.int().min(1).default(1),
  platformAssignmentId,
  negotiators: z.array(z.string()).min(1),
  negotiationLimits: z.object({ days: z.number().nullable(), clockHours: z.number().nullable() }),
});
type In = z.infer<typeof input>;

/** Opens a negotiation of duties (职责协商) between the units in question. */
@Injectable()
export class OpenNegotiationWorker extends JobWorker<In, { negotiationId: string; negotiationDue: string }> {
  readonly type = 'open-negotiation';
  readonly input = input;

  constructor(private readonly negotiations: NegotiationsService) {
    super();
  }

  async handle(job: Job<In>) {
    const { negotiators, negotiationLimits, ...of } = job.variables;
    return complete(
      await this.negotiations.open(job.effectKey, { ...of, units: negotiators, limits: negotiationLimits }),
    );
  }
}
