import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type HandedDown, SubPlatformsService } from '../assignments/sub-platforms.service';
import { complete, type Job, JobWorker } from './job-worker';
import { assignment } from './variables';

const input = z.object({ assignment });
type In = z.infer<typeof input>;

/** A sub-platform takes on what the body above handed down: from here on its own profile, people and units count. */
@Injectable()
export class HandDownWorker extends JobWorker<In, HandedDown> {
  readonly type = 'hand-down';
  readonly input = input;

  constructor(private readonly platforms: SubPlatformsService) {
    super();
  }

  async handle(job: Job<In>) {
    return complete(await this.platforms.handDown(job.effectKey, job.variables.assignment.assignmentId));
  }
}
