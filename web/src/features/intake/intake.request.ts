import { ApiError, request } from '../../api/request';
import type { CaseDetail, CaseRow } from '../../api/types';
import type { Answer, Schemas } from '../../api/schemas';

/** What the citizen is told. */
export type Registered = Schemas['Registered'];

/** What is proposed for a text while it is typed. */
export type Proposed = Answer<'IntakeController_propose'>;

/** A unit that the case could go to, with what speaks for it. */
export type ProposedUnits = Schemas['UnitProposal'];

/** A case that may be about the same matter. */
export type SimilarCase = Schemas['SimilarCase'];

/** What an agent types. */
export type Typed = Schemas['TypedDto'];

const post = <T>(path: string, body: unknown) => request<T>(path, { method: 'POST', body });

/** Nothing, where this installation has no such help. */
const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 404) return null;
    throw error;
  }
};

/** Registers a case; the same key again gives the same case. */
export const register = ({ key, body }: { key: string; body: unknown }) =>
  request<Registered>('/cases', { method: 'POST', body, headers: { 'idempotency-key': key } });

/** The case that was registered, as it is now. */
export const getRegistered = (id: string) => request<CaseDetail>(`/cases/${id}`);

/** Type, category, urgency and place of a text, and articles that answer it. */
export const propose = (typed: Typed) => post<Proposed>('/intake/proposals', typed);

/** Units that a text could go to. */
export const proposeUnits = (typed: Typed) => orNull(post<ProposedUnits>('/routing/proposals', typed));

/** Cases that may be about the same. */
export const findSimilar = (typed: Typed) => orNull(post<SimilarCase[]>('/cases/similar', typed));

/** Earlier cases of a caller. */
export const historyOf = (phone: string) => post<CaseRow[]>('/intake/caller', { phone });
