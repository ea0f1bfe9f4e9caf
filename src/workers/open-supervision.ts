import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SupervisionService } from '../supervision/supervision.service';
import { refused } from './refused';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({ supervisionId: z.uuid() });
type In = z.infer<typeof input>;

/** Opens the supervision that somebody asked for. */
@Injectable()
export class OpenSupervisionWorker extends JobWorker<In, object> {
  readonly type = 'open-supervision';
  readonly input = input;

  constructor(private readonly supervision: SupervisionService) {
    super();
  }

  async handle(job: Job<In>) {
    return refused(['case-closed'], async () => {
      await this.supervision.open(job.effectKey, job.variables.supervisionId);
      return complete({});
    });
  }
}
