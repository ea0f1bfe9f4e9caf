import { rejection } from '../common/rejection';
import type { Catalogue } from '../definitions/catalogue';
import type { EngineTables } from '../element-instances/lookup';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { toOperatonAll } from '../operaton/variables';
import type { TaskAttributes, TaskTransitions } from './task-transitions';

/** What a command asks of an open task before it is given. */
interface OpenTask {
  id: string;
  executionId: string;
  /** The state of a change that waits for its listeners. */
  description: string | null;
  assignee: string | null;
  taskDefinitionKey: string;
  processDefinitionId: string;
}

/** In the engine's table, because the engine takes many times as long to tell it; the command that follows finds out what changed since. */
const OPEN_TASK = `
  SELECT id_ AS id, execution_id_ AS "executionId", description_ AS description, assignee_ AS assignee,
    task_def_key_ AS "taskDefinitionKey", proc_def_id_ AS "processDefinitionId" FROM act_ru_task WHERE id_ = $1`;

/** An open task as the engine's REST API gives it: an update sends all of it back. */
interface WholeTask {
  due: string | null;
  followUp: string | null;
  priority: number;
}

interface IdentityLink {
  userId: string | null;
  groupId: string | null;
}

/** What an update changes; a property that is not there stays, an empty date or list resets. */
export interface UserTaskChanges {
  candidateGroups?: string[] | null;
  candidateUsers?: string[] | null;
  dueDate?: string | null;
  followUpDate?: string | null;
  priority?: number | null;
}

/** What clients do with open user tasks. Each throws NOT_FOUND for a task that is not open. */
export class UserTasks {
  constructor(
    private readonly engine: OperatonClient,
    private readonly tables: EngineTables,
    private readonly catalogue: Catalogue,
    private readonly transitions: TaskTransitions,
  ) {}

  async complete(
    key: string,
    variables: Record<string, unknown> | null | undefined,
    action = 'complete',
  ): Promise<void> {
    const task = await this.open('COMPLETE', 'complete', key);
    if (await this.listens(task, 'completing')) {
      return this.transitions.run(task, { event: 'COMPLETING', action, variables: variables ?? {} });
    }
    const definition = await this.catalogue.get(task.processDefinitionId);
    const values = toOperatonAll(variables);
    const local = definition.elements.get(task.taskDefinitionKey)?.hasOutputMappings;
    if (local && Object.keys(values).length > 0) {
      await this.engine.post(`/task/${key}/localVariables`, { modifications: values });
    }
    try {
      await this.engine.post(`/task/${key}/complete`, local ? {} : { variables: values });
    } catch (error) {
      if (error instanceof OperatonError && (error.status === 404 || /cannot find task/i.test(error.message))) {
        throw missing('COMPLETE', 'complete', key);
      }
      throw error;
    }
  }

  /** Assigns; throws INVALID_STATE for a task of somebody else that is not to be taken from them. */
  async assign(key: string, assignee: string, allowOverride: boolean, action?: string): Promise<void> {
    const task = await this.open('ASSIGN', 'assign', key);
    if (task.assignee && task.assignee !== assignee && !allowOverride) {
      throw rejection(
        'CLAIM',
        'INVALID_STATE',
        `Expected to claim user task with key '${key}', but it has already been assigned`,
      );
    }
    if (await this.listens(task, 'assigning')) {
      const told = action ?? (allowOverride ? 'assign' : 'claim');
      return this.transitions.run(task, { event: 'ASSIGNING', action: told, changes: { assignee } });
    }
    await this.engine.post(`/task/${key}/assignee`, { userId: assignee });
  }

  async unassign(key: string): Promise<void> {
    const task = await this.open('ASSIGN', 'assign', key);
    if (await this.listens(task, 'assigning')) {
      return this.transitions.run(task, { event: 'ASSIGNING', action: 'unassign', changes: { assignee: '' } });
    }
    await this.engine.post(`/task/${key}/unclaim`);
  }

  async update(key: string, changes: UserTaskChanges, action = 'update'): Promise<void> {
    const task = await this.open('UPDATE', 'update', key);
    if (await this.listens(task, 'updating')) {
      return this.transitions.run(task, { event: 'UPDATING', action, changes: attributesOf(changes) });
    }
    const changed = (text: string | null | undefined, old: string | null) =>
      text === undefined || text === null ? old : operatonDate(text);
    const whole = await this.engine.get<WholeTask>(`/task/${key}`);
    await this.engine.put(`/task/${key}`, {
      ...whole,
      due: changed(changes.dueDate, whole.due),
      followUp: changed(changes.followUpDate, whole.followUp),
      priority: changes.priority ?? whole.priority,
    });
    if (changes.candidateGroups) await this.replaceCandidates(key, 'groupId', changes.candidateGroups);
    if (changes.candidateUsers) await this.replaceCandidates(key, 'userId', changes.candidateUsers);
  }

  /** Sets variables at the element instance of an open task, when it listens to that; false when it does not. */
  async setVariables(key: string, variables: Record<string, unknown>, local: boolean): Promise<boolean> {
    const task = await this.open('UPDATE', 'update', key);
    if (!(await this.listens(task, 'updating'))) {
      return false;
    }
    await this.transitions.run(task, { event: 'UPDATING', action: '', variables, local });
    return true;
  }

  private async listens(task: OpenTask, event: string): Promise<boolean> {
    const definition = await this.catalogue.get(task.processDefinitionId);
    return definition.elements.get(task.taskDefinitionKey)?.taskListeners?.includes(event) ?? false;
  }

  /** Throws INVALID_STATE for a task whose listeners are not done with another change. */
  private async open(intent: string, verb: string, key: string): Promise<OpenTask> {
    const [task] = (await this.tables.query(OPEN_TASK, [key])).rows as OpenTask[];
    if (!task) {
      throw missing(intent, verb, key);
    }
    if (task.description) {
      throw rejection(
        intent,
        'INVALID_STATE',
        `Expected to ${verb} user task with key '${key}', but it is in state '${task.description}'`,
      );
    }
    return task;
  }

  private async replaceCandidates(key: string, kind: 'groupId' | 'userId', names: string[]): Promise<void> {
    const links = await this.engine.get<IdentityLink[]>(`/task/${key}/identity-links?type=candidate`);
    for (const link of links.filter((candidate) => candidate[kind] && !names.includes(candidate[kind]))) {
      await this.engine.post(`/task/${key}/identity-links/delete`, { [kind]: link[kind], type: 'candidate' });
    }
    for (const name of names.filter((candidate) => !links.some((link) => link[kind] === candidate))) {
      await this.engine.post(`/task/${key}/identity-links`, { [kind]: name, type: 'candidate' });
    }
  }
}

function missing(intent: string, verb: string, key: string) {
  return rejection(
    intent,
    'NOT_FOUND',
    `Expected to ${verb} user task with key '${key}', but no such user task was found`,
  );
}

/** A change without what stays as it is; dates as the engine plug-in reads them. */
function attributesOf(changes: UserTaskChanges): TaskAttributes {
  const date = (text: string) => (text === '' ? '' : new Date(text).toISOString());
  return Object.fromEntries(
    Object.entries(changes)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]: [string, unknown]) => [name, /Date$/.test(name) ? date(value as string) : value]),
  );
}

/** Operaton reads dates with an offset of digits only; an empty text is no date. */
function operatonDate(text: string): string | null {
  return text === '' ? null : new Date(text).toISOString().replace('Z', '+0000');
}
