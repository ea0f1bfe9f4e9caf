import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { NegotiationsService } from '../routing/negotiations.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { textOf } from './variables';

const input = z.object({ negotiationId: z.uuid(), chosenUnits: z.array(z.string()).min(1) });
type In = z.infer<typeof input>;

/** Keeps how a negotiation ended: agreed before its deadline, or designated by a leader after it. */
@Injectable()
export class RecordNegotiationWorker extends JobWorker<In, object> {
  readonly type = 'record-negotiation';
  readonly input = input;

  constructor(
    private readonly negotiations: NegotiationsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { negotiationId, chosenUnits } = job.variables;
    const designated = await this.submissions.latest(job.processInstanceKey, 'designate-unit');
    const submitted = designated ?? (await this.submissions.latest(job.processInstanceKey, 'agree-unit'));
    const positions = await this.submissions.all(job.processInstanceKey, 'state-position');
    await this.negotiations.settle(job.effectKey, negotiationId, {
      units: chosenUnits,
      designated: designated !== null,
      opinion: textOf(submitted?.kept, 'opinion'),
      by: submitted?.by ?? SYSTEM,
      positions: positions.map(({ by, unit, kept, sent }) => ({
        unit: unit ?? by,
        position: String(sent.position),
        grounds: textOf(kept, 'grounds'),
        by,
      })),
    });
    return complete({});
  }
}
