import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CasesService } from '../cases/cases.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId, round: z.int().min(2) });
type In = z.infer<typeof input>;

/** Opens the next round of handling (重办). */
@Injectable()
export class OpenRedoWorker extends JobWorker<In, object> {
  readonly type = 'open-redo';
  readonly input = input;

  constructor(private readonly cases: CasesService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.cases.openRedo(job.effectKey, job.variables.caseId, job.variables.round);
    return complete({});
  }
}
