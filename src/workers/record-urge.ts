import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EngineClient, engineStatusOf } from '../engine';
import { CaseNotesService } from '../supervision/case-notes.service';
import { complete, type Job, JobWorker } from './job-worker';
import { refused } from './refused';
import { caseId } from './variables';

const input = z.object({ caseId, urgeId: z.uuid() });
type In = z.infer<typeof input>;

const headers = z.object({ priority: z.coerce.number().int().min(0).max(100).default(80) });
const MOST_TASKS = 100;
/** What the engine says of a task that ended meanwhile. */
const GONE = [404, 409];

/** Takes note that the citizen asked again, and raises the case's open tasks to the priority that the diagram names. */
@Injectable()
export class RecordUrgeWorker extends JobWorker<In, object> {
  readonly type = 'record-urge';
  readonly input = input;

  constructor(
    private readonly notes: CaseNotesService,
    private readonly engine: EngineClient,
  ) {
    super();
  }

  async handle(job: Job<In>) {
    const { caseId, urgeId } = job.variables;
    const { priority } = headers.parse(job.headers);
    return refused(['case-closed'], async () => {
      await this.notes.recordUrge(job.effectKey, urgeId);
      await this.raise(caseId, priority);
      return complete({});
    });
  }

  /** Never lowers one: a task may press more for another reason. Safe to repeat. */
  private async raise(caseId: string, priority: number): Promise<void> {
    const { items } = await this.engine.searchUserTasks({
      variable: { name: 'caseId', value: caseId },
      limit: MOST_TASKS,
    });
    for (const task of items.filter((one) => one.priority < priority)) {
      try {
        await this.engine.prioritizeUserTask(task.key, priority);
      } catch (error) {
        if (!GONE.includes(engineStatusOf(error) ?? 0)) throw error;
      }
    }
  }
}
