import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CaseNotesService } from '../supervision/case-notes.service';
import { complete, type Job, JobWorker } from './job-worker';
import { refused } from './refused';

const input = z.object({ urgeId: z.uuid() });
type In = z.infer<typeof input>;

/** Takes note that the citizen asked again. */
@Injectable()
export class RecordUrgeWorker extends JobWorker<In, object> {
  readonly type = 'record-urge';
  readonly input = input;

  constructor(private readonly notes: CaseNotesService) {
    super();
  }

  async handle(job: Job<In>) {
    return refused(['case-closed'], async () => {
      await this.notes.recordUrge(job.effectKey, job.variables.urgeId);
      return complete({});
    });
  }
}
