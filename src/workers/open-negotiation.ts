import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { NegotiationsService } from '../routing/negotiations.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({
  caseId,
  round: z.int().min(1).default(1),
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
    const { caseId, round, negotiators, negotiationLimits } = job.variables;
    return complete(
      await this.negotiations.open(job.effectKey, { caseId, round, units: negotiators, limits: negotiationLimits }),
    );
  }
}
