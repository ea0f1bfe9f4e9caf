import { request } from '../../api/request';
import type { Page, TaskDetail, TaskRow } from '../../api/types';

/** A page of the open tasks of one's groups. */
export const listTasks = (page: number) => request<Page<TaskRow>>(`/tasks?page=${page}`);

/** A task with its form. */
export const getTask = (key: string) => request<TaskDetail>(`/tasks/${key}`);

/** Takes a task for oneself, or gives it back. */
export const claimTask = ({ key, take }: { key: string; take: boolean }) =>
  request<void>(`/tasks/${key}/${take ? 'claim' : 'release'}`, { method: 'POST' });

/** Completes a task with the form's values. */
export const completeTask = ({ key, values }: { key: string; values: Record<string, unknown> }) =>
  request<void>(`/tasks/${key}/complete`, { method: 'POST', body: { values } });
