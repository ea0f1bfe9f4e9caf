import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Instructed, InstructionsService } from '../cases/instructions.service';
import { SubmissionsService } from '../tasks/submissions.service';
import { complete, type Job, JobWorker } from './job-worker';
import { caseId, instantOf, leaders, textOf } from './variables';

const input = z.object({ caseId, settings: z.object({ leaders: leaders.optional() }).optional() });
type In = z.infer<typeof input>;
const decided = z.object({
  instructionAction: z.enum(['transfer', 'close']),
  chosenUnits: z.array(z.string()).nullish(),
});

/** Keeps the leaders' instructions (批示): one for each leader before whom the briefing came, in their order. */
@Injectable()
export class RecordInstructionWorker extends JobWorker<In, Instructed> {
  readonly type = 'record-instruction';
  readonly input = input;

  constructor(
    private readonly instructions: InstructionsService,
    private readonly submissions: SubmissionsService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, settings } = job.variables;
    const posts = settings?.leaders ?? [{ post: '', group: 'leader' }];
    const submitted = await this.submissions.lastOf(job.processInstanceKey, 'instruct', posts.length);
    const instructed = await this.instructions.record(
      job.effectKey,
      caseId,
      submitted.map(({ by, at, kept, sent }, index) => {
        const { instructionAction, chosenUnits } = decided.parse(sent);
        return {
          post: posts[index]!.post,
          by,
          at,
          action: instructionAction,
          units: instructionAction === 'transfer' ? (chosenUnits ?? []) : [],
          text: textOf(kept, 'instruction'),
          dueAt: instantOf(kept.instructionDue) ?? null,
        };
      }),
    );
    return complete(instructed);
  }
}
