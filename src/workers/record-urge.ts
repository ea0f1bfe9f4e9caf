import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CaseNotesService } from '../supervision/case-notes.service';
import { OpenTasksService } from '../tasks/open-tasks.service';
import { complete, type Job, JobWorker } from './job-worker';
import { refused } from './refused';
import { caseId } from './variables';

const input = z.object({ caseId, urgeId: z.uuid() });
type In = z.infer<typeof input>;

const headers = z.object({ priority: z.coerce.number().int().min(0).max(100).default(80) });

/** Takes note that the citizen asked again, and raises the case's open tasks to the priority that the diagram names. */
@Injectable()
export class RecordUrgeWorker extends JobWorker<In, object> {
  readonly type = 'record-urge';
  readonly input = input;

  constructor(
    private readonly notes: CaseNotesService,
    private readonly tasks: OpenTasksService,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, urgeId } = job.variables;
    const { priority } = headers.parse(job.headers);
    return refused(['case-closed'], async () => {
      await this.notes.recordUrge(job.effectKey, urgeId);
      await this.tasks.raise(caseId, priority);
      return complete({});
    });
  }
}
