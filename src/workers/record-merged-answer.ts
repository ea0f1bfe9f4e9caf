import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FollowersService } from '../similarity/followers.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId } from './variables';

const input = z.object({ caseId });
type In = z.infer<typeof input>;

/** Gives a following case the main case's answer. */
@Injectable()
export class RecordMergedAnswerWorker extends JobWorker<In, object> {
  readonly type = 'record-merged-answer';
  readonly input = input;

  constructor(private readonly followers: FollowersService) {
    super();
  }

  async handle(job: Job<In>) {
    await this.followers.recordAnswer(job.effectKey, job.variables.caseId);
    return complete({});
  }
}
