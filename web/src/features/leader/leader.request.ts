import { request } from '../../api/request';
import type { CaseDetail, Page, TaskRow } from '../../api/types';

/** The briefings that wait for an instruction. */
export const listBriefings = () => request<Page<TaskRow>>('/tasks?elementId=instruct&order=due&pageSize=50');

/** The case of a briefing. */
export const getCase = (id: string) => request<CaseDetail>(`/cases/${id}`);

/** Instructs. */
export const instruct = ({
  key,
  values,
}: {
  key: string;
  values: { instruction: string; instructionAction: string };
}) => request<void>(`/tasks/${key}/complete`, { method: 'POST', body: { values } });
