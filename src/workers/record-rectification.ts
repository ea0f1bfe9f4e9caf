import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { HotspotsService } from '../hotspots/hotspots.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({ hotspotId: z.uuid(), passed: z.boolean() });
type In = z.infer<typeof input>;

/** Keeps what the unit did about a hot spot and what the check said of it. */
@Injectable()
export class RecordRectificationWorker extends JobWorker<In, object> {
  readonly type = 'record-rectification';
  readonly input = input;

  constructor(
    private readonly hotspots: HotspotsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const done = await this.submissions.latest(job.processInstanceKey, 'rectify');
    const check = await this.submissions.latest(job.processInstanceKey, 'check-rectification');
    await this.hotspots.record(job.effectKey, job.variables.hotspotId, {
      passed: job.variables.passed,
      measures: { ...done?.sent, ...done?.kept, check: { ...check?.kept } },
      checkedBy: check?.by ?? SYSTEM,
    });
    return complete({});
  }
}
