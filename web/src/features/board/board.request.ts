import { request } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** Why a case stands on the board. */
export const LISTS = ['due', 'overdue', 'hot', 'instructed', 'supervised'] as const;
export type BoardList = (typeof LISTS)[number];

/** A case on the board. */
export type BoardRow = Schemas['BoardRow'];

/** How it stands in an area. */
export type BoardArea = Schemas['BoardArea'];

/** The figures. */
export type Board = Schemas['Board'];

/** The figures of the board. */
export const getBoard = () => request<Board>('/board');

/** The cases behind a figure. */
export const boardCases = (list: BoardList, area: string | null) =>
  request<BoardRow[]>(`/board/cases?${new URLSearchParams({ list, ...(area ? { area } : {}) })}`);

/** What is noted on a case from the board: a supervision order on a ground, a notice to hurry, a remark of oversight. */
export type Pressing = 'supervision' | 'urge' | 'remarks';

/** A supervision that is under way, and the step that follows where it is not settled. */
export type OpenSupervision = Schemas['OpenSupervision'];

/** The supervisions of a case that wait for the supervisor. */
export const openSupervisions = (caseId: string) => request<OpenSupervision[]>(`/board/cases/${caseId}/supervisions`);

/** Ends a supervision, or takes it to its next step. */
export const settle = ({ taskKey, ...values }: { taskKey: string; settled: boolean; measures: string }) =>
  request<void>(`/tasks/${taskKey}/complete`, { method: 'POST', body: { values } });

/** Presses a case. */
export const press = ({ caseId, how, body }: { caseId: string; how: Pressing; body: object }) =>
  request<{ id: string }>(`/cases/${caseId}/${how}`, { method: 'POST', body });
