import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SupervisionService } from '../supervision/supervision.service';
import { complete, type Job, JobWorker } from './job-worker';

const input = z.object({
  supervisionId: z.uuid(),
  step: z.int().min(1),
  measure: z.object({ level: z.string(), hours: z.number().min(0) }),
});
type In = z.infer<typeof input>;

/** Issues the document of one step: reminder, written order or notice of criticism, whatever the table says. */
@Injectable()
export class IssueSupervisionWorker extends JobWorker<In, { stepDue: string }> {
  readonly type = 'issue-supervision';
  readonly input = input;

  constructor(private readonly supervision: SupervisionService) {
    super();
  }

  async handle(job: Job<In>) {
    const { supervisionId, step, measure } = job.variables;
    return complete(await this.supervision.issue(job.effectKey, supervisionId, { step, measure }));
  }
}
