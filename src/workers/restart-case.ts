import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FollowersService } from '../similarity/followers.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** Lets a case that followed another one go its own way again. */
@Injectable()
export class RestartCaseWorker extends JobWorker<In, object> {
  readonly type = 'restart-case';
  readonly input = input;

  constructor(private readonly followers: FollowersService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.followers.restart(job.effectKey, job.variables.caseId);
    return complete({});
  }
}
