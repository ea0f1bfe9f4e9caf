import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InstructionsService } from '../cases/instructions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** The deadline that a leader set has passed without a result reported to them. */
@Injectable()
export class RecordInstructionOverdueWorker extends JobWorker<In, object> {
  readonly type = 'record-instruction-overdue';
  readonly input = input;

  constructor(private readonly instructions: InstructionsService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.instructions.recordOverdue(job.effectKey, job.variables.caseId);
    return complete({});
  }
}
