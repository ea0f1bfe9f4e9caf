import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FollowersService } from '../similarity/followers.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** A case follows another one from now on (并案). */
@Injectable()
export class RecordMergeWorker extends JobWorker<In, object> {
  readonly type = 'record-merge';
  readonly input = input;

  constructor(private readonly followers: FollowersService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.followers.follow(job.effectKey, job.variables.caseId);
    return complete({});
  }
}
