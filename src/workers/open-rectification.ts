import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { HotspotsService } from '../hotspots/hotspots.service';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({ hotspotId: z.uuid() });
type In = z.infer<typeof input>;

/** Opens the rectification of a hot spot (D8). */
@Injectable()
export class OpenRectificationWorker extends JobWorker<In, object> {
  readonly type = 'open-rectification';
  readonly input = input;

  constructor(private readonly hotspots: HotspotsService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.hotspots.open(job.effectKey, job.variables.hotspotId);
    return complete({});
  }
}
