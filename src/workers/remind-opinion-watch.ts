import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { OpinionWatchService } from '../supervision/opinion-watch.service';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({ watchId: z.uuid() });
type In = z.infer<typeof input>;

/** The period of a watch is over: reminds whoever watches to report. */
@Injectable()
export class RemindOpinionWatchWorker extends JobWorker<In, object> {
  readonly type = 'remind-opinion-watch';
  readonly input = input;

  constructor(private readonly watches: OpinionWatchService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.watches.remind(job.effectKey, job.variables.watchId);
    return complete({});
  }
}
