import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SYSTEM } from '../cases/case-history';
import { SupervisionService } from '../supervision/supervision.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { submissionId } from './variables';

const input = z.object({ supervisionId: z.uuid(), submissionId });
type In = z.infer<typeof input>;

/** Keeps what a supervisor did. */
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
    const { supervisionId, submissionId } = job.variables;
    const submitted = await this.submissions.latest(job.processInstanceKey, 'supervise', submissionId ?? undefined);
    await this.supervision.record(job.effectKey, supervisionId, {
      measures: { ...submitted?.sent, ...submitted?.kept },
      by: submitted?.by ?? SYSTEM,
    });
    return complete({});
  }
}
