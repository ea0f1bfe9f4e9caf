import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type RevisitResult, SATISFACTIONS } from '../revisits/revisit.entity';
import { RevisitsService } from '../revisits/revisits.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, submissionId, textOf } from './variables';

const input = z.object({
  caseId,
  attempt: z.int().min(1).default(1),
  reached: z.boolean(),
  satisfaction: z.enum(SATISFACTIONS).nullish(),
  submissionId,
  settings: z.object({
    revisitAttempts: z.int().min(1),
    revisitRetryHours: z.number().positive(),
    revisitHours: z.object({ from: z.string(), until: z.string() }),
  }),
});
type In = z.infer<typeof input>;

/** Keeps what an attempt came to: the citizen's own survey goes before what an agent noted. */
@Injectable()
export class RecordRevisitWorker extends JobWorker<In, { revisitResult: RevisitResult; nextAttemptAt: string | null }> {
  readonly type = 'record-revisit';
  readonly input = input;

  constructor(
    private readonly revisits: RevisitsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, attempt, reached, satisfaction, submissionId, settings } = job.variables;
    const submitted = await this.submissions.latest(job.processInstanceKey, 'revisit', submissionId ?? undefined);
    const recorded = await this.revisits.record(
      job.effectKey,
      caseId,
      attempt,
      {
        reached,
        satisfaction: satisfaction ?? null,
        comment: textOf(submitted?.kept, 'comment'),
        by: submitted?.by ?? null,
      },
      {
        attempts: settings.revisitAttempts,
        retryHours: settings.revisitRetryHours,
        hours: settings.revisitHours,
      },
    );
    return complete(recorded);
  }
}
