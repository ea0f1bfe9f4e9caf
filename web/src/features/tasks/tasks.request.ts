import { type Problem, request, requestLines } from '../../api/request';
import type { Page, TaskDetail, TaskRow } from '../../api/types';
import type { Answer, Schemas } from '../../api/schemas';

/** What a list of tasks is narrowed by. */
export interface TaskFilter {
  assignee?: string;
  elementId?: string;
  overdue?: boolean;
  order?: 'oldest' | 'due';
}

/** A filter that somebody keeps. */
export type SavedFilter = Schemas['SavedFilter'];

/** Somebody who does the same tasks. */
export type Colleague = Answer<'TasksController_colleagues'>[number];

/** A page of the open tasks of one's groups. */
export const listTasks = (filter: TaskFilter, page: number) => {
  const set = Object.entries({ ...filter, page }).filter(([, value]) => value !== undefined && value !== false);
  return request<Page<TaskRow>>(`/tasks?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`);
};

/** A task with its form. */
export const getTask = (key: string) => request<TaskDetail>(`/tasks/${key}`);

/** What a task decides on. */
export const getBackground = (key: string) => request<Schemas['TaskBackground']>(`/tasks/${key}/background`);

/** Takes a task for oneself, or gives it back. */
export const claimTask = ({ key, take }: { key: string; take: boolean }) =>
  request<void>(`/tasks/${key}/${take ? 'claim' : 'release'}`, { method: 'POST' });

/** Hands a task to a colleague. */
export const delegateTask = ({ key, username }: { key: string; username: string }) =>
  request<void>(`/tasks/${key}/delegate`, { method: 'POST', body: { username } });

/** Whom one may hand a task to. */
export const listColleagues = () => request<Colleague[]>('/tasks/colleagues');

/** Completes a task with the form's values. */
export const completeTask = ({ key, values }: { key: string; values: Record<string, unknown> }) =>
  request<void>(`/tasks/${key}/complete`, { method: 'POST', body: { values } });

/** What became of one of many tasks. */
export interface TaskOutcome {
  key: string;
  problem?: Problem;
}

/** Does the same with many tasks; each is told of as it is done. */
export const bulkTasks = (
  body: { keys: string[]; action: 'claim' | 'release' | 'complete' },
  told: (outcome: TaskOutcome) => void,
) => requestLines<TaskOutcome>('/tasks/bulk', body, told);

/** One's filters and those shared with one. */
export const listFilters = () => request<SavedFilter[]>('/tasks/filters');

/** Keeps a filter. */
export const saveFilter = (body: { name: string; shared: boolean; query: TaskFilter }) =>
  request<SavedFilter>('/tasks/filters', { method: 'POST', body });

/** Removes a filter. */
export const removeFilter = (id: string) => request<void>(`/tasks/filters/${id}`, { method: 'DELETE' });
