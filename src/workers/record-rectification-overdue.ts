import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { HotspotsService } from '../hotspots/hotspots.service';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({ hotspotId: z.uuid() });
type In = z.infer<typeof input>;

/** The rectification's deadline passed. */
@Injectable()
export class RecordRectificationOverdueWorker extends JobWorker<In, object> {
  readonly type = 'record-rectification-overdue';
  readonly input = input;

  constructor(private readonly hotspots: HotspotsService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.hotspots.recordOverdue(job.effectKey, job.variables.hotspotId);
    return complete({});
  }
}
