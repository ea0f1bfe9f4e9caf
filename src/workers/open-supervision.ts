import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SUPERVISION_GROUNDS } from '../supervision/supervision.entity';
import { SupervisionService } from '../supervision/supervision.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({
  caseId,
  ground: z.enum(SUPERVISION_GROUNDS),
  pressing: z.object({ pressId: z.uuid(), assignmentId: z.uuid().nullish() }),
});
type In = z.infer<typeof input>;

/** Opens the supervision on a ground that the table found (D1 一(一)4). */
@Injectable()
export class OpenSupervisionWorker extends JobWorker<In, { supervisionId: string; opened: boolean }> {
  readonly type = 'open-supervision';
  readonly input = input;

  constructor(private readonly supervision: SupervisionService) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, ground, pressing } = job.variables;
    const { pressId, assignmentId } = pressing;
    return complete(
      await this.supervision.open(job.effectKey, { caseId, ground, pressId, assignmentId: assignmentId ?? null }),
    );
  }
}
