import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SupervisionService } from '../supervision/supervision.service';
import { complete, type Job, JobWorker } from './job-worker';
import { refused } from './refused';

const input = z.object({ urgeId: z.uuid() });
type In = z.infer<typeof input>;

/** Takes note that the citizen asked again. */
@Injectable()
export class RecordUrgeWorker extends JobWorker<In, object> {
  readonly type = 'record-urge';
  readonly input = input;

  constructor(private readonly supervision: SupervisionService) {
    super();
  }

  async handle(job: Job<In>) {
    return refused(['case-closed'], async () => {
      await this.supervision.recordUrge(job.effectKey, job.variables.urgeId);
      return complete({});
    });
  }
}
