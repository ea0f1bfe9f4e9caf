import { request } from '../api/request';
import type { Schemas } from '../api/schemas';

/** What keeps a case beyond its retention. */
export type Hold = Schemas['HoldView'];

/** The holds in force, with those that were lifted if that is asked for; of one case, or of all. */
export const listHolds = ({ lifted = false, caseId }: { lifted?: boolean; caseId?: string }) =>
  request<Hold[]>(`/holds?${new URLSearchParams({ lifted: String(lifted), ...(caseId ? { caseId } : {}) })}`);

/** Holds a case. */
export const placeHold = ({ caseId, reason }: { caseId: string; reason: string }) =>
  request<void>(`/cases/${caseId}/hold`, { method: 'PUT', body: { reason } });

/** Lifts the hold of a case. */
export const liftHold = (caseId: string) => request<void>(`/cases/${caseId}/hold`, { method: 'DELETE' });
