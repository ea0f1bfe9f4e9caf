import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { OpinionWatchService } from '../supervision/opinion-watch.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { textOf } from './variables';

const input = z.object({ watchId: z.uuid(), adverse: z.boolean() });
type In = z.infer<typeof input>;

/** Keeps what the watch over public opinion saw (D7 第五条). */
@Injectable()
export class RecordOpinionWatchWorker extends JobWorker<In, object> {
  readonly type = 'record-opinion-watch';
  readonly input = input;

  constructor(
    private readonly watches: OpinionWatchService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted = await this.submissions.latest(job.processInstanceKey, 'watch-opinion');
    await this.watches.record(job.effectKey, job.variables.watchId, {
      adverse: job.variables.adverse,
      note: textOf(submitted?.kept, 'note'),
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
