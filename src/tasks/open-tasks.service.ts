import { Injectable } from '@nestjs/common';
import { EngineClient, type EngineUserTask, engineStatusOf, type UserTaskChange } from '../engine';

const MOST_TASKS = 100;
/** What the engine says of a task that ended meanwhile. */
const GONE = [404, 409];

/** Changes tasks that are open already: a process reads its variables for those only that come. Safe to repeat. */
@Injectable()
export class OpenTasksService {
  constructor(private readonly engine: EngineClient) {}

  /** Raises a case's tasks to a priority; never lowers one, which may press more for another reason. */
  async raise(caseId: string, priority: number): Promise<void> {
    await this.change({ name: 'caseId', value: caseId }, { priority }, (task) => task.priority < priority);
  }

  /** Gives an assignment's tasks of these elements another due date. */
  async reschedule(assignmentId: string, elementIds: string[], dueAt: Date): Promise<void> {
    await this.change({ name: 'assignmentId', value: assignmentId }, { dueAt }, ({ elementId }) =>
      elementIds.includes(elementId),
    );
  }

  private async change(
    variable: { name: string; value: string },
    change: UserTaskChange,
    fits: (task: EngineUserTask) => boolean,
  ): Promise<void> {
    const { items } = await this.engine.searchUserTasks({ variable, limit: MOST_TASKS });
    for (const task of items.filter(fits)) {
      try {
        await this.engine.updateUserTask(task.key, change);
      } catch (error) {
        if (!GONE.includes(engineStatusOf(error) ?? 0)) throw error;
      }
    }
  }
}
