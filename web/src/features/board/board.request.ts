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
}

/** How it stands in an area. */
export interface BoardArea {
  area: string | null;
  name: string;
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

/** Presses a case: a supervision order on a ground, or a notice to hurry. */
export const press = ({ caseId, how, body }: { caseId: string; how: 'supervision' | 'urge'; body: object }) =>
  request<{ id: string }>(`/cases/${caseId}/${how}`, { method: 'POST', body });
