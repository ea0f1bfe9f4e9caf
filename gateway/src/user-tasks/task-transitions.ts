import { ApiProblem } from '../common/problem';
import { rejection } from '../common/rejection';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { DENIED } from '../operaton/listener-convention';
import { fromOperaton, toOperaton, type OperatonVariable } from '../operaton/variables';

/** How the plug-in (TaskListeners) is told what is to change, and where it keeps that until the listeners are done. */
const TRANSITION = '_zeebe_transition';
/** How the plug-in is told what a listener says of the change. */
export const RESULT = '_zeebe_result';
/** How long a command waits for the listeners, as Camunda's gateway does, and how often it looks, in milliseconds. */
const PATIENCE_MS = 15_000;
const POLL_MS = 50;

/** What a user task has that can be changed; empty texts and lists reset. */
export interface TaskAttributes {
  assignee?: string;
  dueDate?: string;
  followUpDate?: string;
  priority?: number;
  candidateGroups?: string[];
  candidateUsers?: string[];
}

/** A change of a user task that its listeners see first. */
export interface Transition {
  event: 'ASSIGNING' | 'UPDATING' | 'COMPLETING';
  action: string;
  changes?: TaskAttributes;
  variables?: Record<string, unknown>;
  /** Variables go to the task's own scope. */
  local?: boolean;
}

interface Pending {
  event: string;
  action: string;
  changes?: TaskAttributes;
  corrections?: TaskAttributes;
  variables?: Record<string, unknown>;
}

interface OpenTask {
  id: string;
  executionId: string;
  description: string | null;
  assignee: string | null;
  due: string | null;
  followUp: string | null;
  priority: number;
}

/** What the listener of a task sees of its change. */
interface Seen {
  userTask?: object;
  /** Variables that come with the change. */
  variables: Record<string, unknown>;
  /** The change gives the task to somebody. */
  isAssigned: boolean;
}

const WORDS = { ASSIGNING: 'Assignment', UPDATING: 'Update', COMPLETING: 'Completion' } as const;
const INTENTS = { ASSIGNING: 'ASSIGN', UPDATING: 'UPDATE', COMPLETING: 'COMPLETE' } as const;

/** Changes of user tasks that have listeners to them. */
export class TaskTransitions {
  constructor(private readonly engine: OperatonClient) {}

  /** Begins a transition and waits for its end. Throws INVALID_STATE when a listener denies it, 504 when the wait is in vain. */
  async run(task: { id: string; executionId: string }, transition: Transition): Promise<void> {
    await this.engine.post(`/task/${task.id}/complete`, {
      variables: { [TRANSITION]: toOperaton(JSON.stringify(transition)) },
    });
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
      const open = await this.open(task.id);
      if (!open) {
        return;
      }
      if (open.description === null) {
        return this.refuseDenied(task, transition.event);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new ApiProblem(504, 'GATEWAY_TIMEOUT', 'The listeners of the user task were not done in time');
  }

  private async open(id: string): Promise<OpenTask | undefined> {
    try {
      return await this.engine.get<OpenTask>(`/task/${id}`);
    } catch (error) {
      if (error instanceof OperatonError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  private async refuseDenied(task: { id: string; executionId: string }, event: Transition['event']): Promise<void> {
    const [last] = await this.engine.get<{ errorMessage: string | null }[]>('/history/external-task-log', {
      executionIdIn: task.executionId,
      successLog: true,
      sortBy: 'timestamp',
      sortOrder: 'desc',
      maxResults: 1,
    });
    if (last?.errorMessage?.startsWith(DENIED)) {
      const reason = last.errorMessage.slice(DENIED.length);
      throw rejection(
        INTENTS[event],
        'INVALID_STATE',
        `${WORDS[event]} of the User Task with key '${task.id}' was denied by Task Listener. Reason to deny: '${reason}'`,
      );
    }
  }

  /** The user task of a listener's job as it will be, and the variables that come with the change. */
  async seen(executionId: string): Promise<Seen> {
    const [task] = await this.engine.get<OpenTask[]>('/task', { executionId });
    if (!task) {
      return { variables: {}, isAssigned: false };
    }
    const links = await this.engine.get<{ userId: string | null; groupId: string | null }[]>(
      `/task/${task.id}/identity-links?type=candidate`,
    );
    const pending = fromOperaton(
      await this.engine.get<OperatonVariable>(`/task/${task.id}/localVariables/${TRANSITION}?deserializeValue=false`),
    ) as Pending;
    const now: TaskAttributes = {
      assignee: task.assignee ?? '',
      dueDate: iso(task.due),
      followUpDate: iso(task.followUp),
      priority: task.priority,
      candidateGroups: links.flatMap(({ groupId }) => groupId ?? []),
      candidateUsers: links.flatMap(({ userId }) => userId ?? []),
    };
    const then: TaskAttributes = { ...now, ...pending.changes, ...pending.corrections };
    const changing = pending.event === 'CREATING' ? { ...pending.corrections } : then;
    const text = (value: unknown) => JSON.stringify(value ?? '');
    const changedAttributes = (Object.keys(now) as (keyof TaskAttributes)[])
      .filter((name) => name in changing && text(changing[name]) !== text(now[name]))
      .sort();
    const given = Object.entries({ action: pending.action, ...then }).filter(([, value]) => value !== '');
    return {
      userTask: { ...Object.fromEntries(given), changedAttributes, userTaskKey: task.id },
      variables: pending.variables ?? {},
      isAssigned: Boolean(pending.changes?.assignee),
    };
  }
}

const iso = (date: string | null) => (date ? new Date(date).toISOString() : '');
