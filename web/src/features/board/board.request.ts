import { request } from '../../api/request';

/** Why a case stands on the board. */
export const LISTS = ['due', 'overdue', 'hot', 'instructed', 'supervised'] as const;
export type BoardList = (typeof LISTS)[number];

/** A case on the board. */
export interface BoardRow {
  caseId: string;
  number: string;
  title: string | null;
  stage: string;
  caseType: string | null;
  urgency: string | null;
  area: string | null;
  unitName: string | null;
  due: string | null;
  supervised: boolean;
}

/** How it stands in an area. */
export interface BoardArea {
  area: string | null;
  name: string;
  parent: string | null;
  open: number;
  overdue: number;
  hot: number;
}

/** The figures. */
export interface Board {
  counts: Record<BoardList, number>;
  areas: BoardArea[];
}

/** The figures of the board. */
export const getBoard = () => request<Board>('/board');

/** The cases behind a figure. */
export const boardCases = (list: BoardList, area: string | null) =>
  request<BoardRow[]>(`/board/cases?${new URLSearchParams({ list, ...(area ? { area } : {}) })}`);

/** What is noted on a case from the board: a supervision order on a ground, a notice to hurry, a remark of oversight. */
export type Pressing = 'supervision' | 'urge' | 'remarks';

/** A supervision that is under way, and the step that follows where it is not settled. */
export interface OpenSupervision {
  taskKey: string;
  ground: string;
  level: string;
  stepDue: string | null;
  nextLevel: string | null;
}

/** The supervisions of a case that wait for the supervisor. */
export const openSupervisions = (caseId: string) => request<OpenSupervision[]>(`/board/cases/${caseId}/supervisions`);

/** Ends a supervision, or takes it to its next step. */
export const settle = ({ taskKey, ...values }: { taskKey: string; settled: boolean; measures: string }) =>
  request<void>(`/tasks/${taskKey}/complete`, { method: 'POST', body: { values } });

/** Presses a case. */
export const press = ({ caseId, how, body }: { caseId: string; how: Pressing; body: object }) =>
  request<{ id: string }>(`/cases/${caseId}/${how}`, { method: 'POST', body });
