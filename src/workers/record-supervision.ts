import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { SupervisionService } from '../supervision/supervision.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({ supervisionId: z.uuid() });
type In = z.infer<typeof input>;

/** Keeps how the supervision was settled: by the leader whom the last step went to, else by the supervisor. */
@Injectable()
export class RecordSupervisionWorker extends JobWorker<In, object> {
  readonly type = 'record-supervision';
  readonly input = input;

  constructor(
    private readonly supervision: SupervisionService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const submitted =
      (await this.submissions.latest(job.processInstanceKey, 'settle-supervision')) ??
      (await this.submissions.latest(job.processInstanceKey, 'supervise'));
    await this.supervision.record(job.effectKey, job.variables.supervisionId, {
      measures: { ...submitted?.sent, ...submitted?.kept },
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
