import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { OpinionWatchService } from '../supervision/opinion-watch.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { textOf } from './variables';

const input = z.object({ watchId: z.uuid() });
type In = z.infer<typeof input>;

/** Keeps how adverse opinion was dealt with (D7 第三条, 第五条). */
@Injectable()
export class RecordOpinionSettledWorker extends JobWorker<In, object> {
  readonly type = 'record-opinion-settled';
  readonly input = input;

  constructor(
    private readonly watches: OpinionWatchService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'settle-opinion');
    await this.watches.settle(job.effectKey, job.variables.watchId, {
      measures: textOf(submitted?.kept, 'measures'),
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
