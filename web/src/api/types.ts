import type { Schemas } from './schemas';

/** Who is signed in. */
export type Principal = Schemas['Principal'];

/** A page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
}

/** A case as a list shows it. */
export type CaseRow = Schemas['CaseSummary'];

/** One unit's duty on a case. */
export type Assignment = Schemas['CaseDetail']['assignments'][number];

/** A line of a case's history. */
export type CaseEvent = Schemas['CaseEvent'];

/** A proposal's part, with the words that decided it. */
export type Because = Schemas['Because'];

/** The whole of a case. */
export type CaseDetail = Schemas['CaseDetail'];

/** A user task as a list shows it. */
export type TaskRow = Schemas['TaskView'];

/** A user task with its form. */
export type TaskDetail = Schemas['TaskDetail'];
