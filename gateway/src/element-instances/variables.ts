import { rejection } from '../common/rejection';
import type { OperatonClient } from '../operaton/client';
import { toOperatonAll } from '../operaton/variables';
import type { UserTasks } from '../user-tasks/user-tasks';
import type { ElementInstances } from './lookup';

/** Sets variables of running element instances as Zeebe does. */
export class ElementInstanceVariables {
  constructor(
    private readonly engine: OperatonClient,
    private readonly elementInstances: ElementInstances,
    private readonly userTasks: UserTasks,
  ) {}

  /**
   * Sets variables: with `local` at the element instance itself, else each at the nearest scope upwards that has it, and at the
   * process instance where none has. Throws NOT_FOUND when the element instance does not run.
   */
  async set(key: string, variables: Record<string, unknown>, local: boolean): Promise<void> {
    const target = await this.elementInstances.running(key);
    if (!target) {
      throw rejection(
        'UPDATE',
        'NOT_FOUND',
        `Expected to update variables for element with key '${key}', but no such element was found`,
      );
    }
    if (target.taskId && (await this.userTasks.setVariables(target.taskId, variables, local))) {
      return;
    }
    const modifications = toOperatonAll(variables);
    if (target.taskId) {
      await this.engine.post(`/task/${target.taskId}/${local ? 'localVariables' : 'variables'}`, { modifications });
    } else if (local) {
      await this.engine.post(`/execution/${target.executionId}/localVariables`, { modifications });
    } else {
      // any execution may stand in this path: the engine then looks upwards for each name
      await this.engine.post(`/process-instance/${target.executionId}/variables`, { modifications });
    }
  }
}
