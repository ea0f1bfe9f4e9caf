import { ApiError, request } from '../../api/request';
import type { Because, CaseRow } from '../../api/types';

/** What the citizen is told. */
export interface Registered {
  id: string;
  number: string;
  queryCode: string;
}

/** What is proposed for a text while it is typed. */
export interface Proposed {
  proposal: {
    caseType: string;
    category: string;
    urgency: string;
    responseLevel: string;
    area: string | null;
    confidence: number;
    because: Because[];
  };
  articles: { code: string; title: string; answer: string; score: number }[];
}

/** A unit that the case could go to, with what speaks for it. */
export interface ProposedUnits {
  outcome: string;
  units: { unit: string; unitName: string; role: string | null; reasons: { text: string }[] }[];
  because: { text: string }[];
}

/** A case that may be about the same matter. */
export interface SimilarCase {
  caseId: string;
  number: string;
  title: string | null;
  stage: string;
  likeness: number;
  same: boolean;
  inCommon: string[];
}

/** What an agent types. */
export interface Typed {
  title?: string;
  content: string;
}

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

/** Type, category, urgency and place of a text, and articles that answer it. */
export const propose = (typed: Typed) => post<Proposed>('/intake/proposals', typed);

/** Units that a text could go to. */
export const proposeUnits = (typed: Typed) => orNull(post<ProposedUnits>('/routing/proposals', typed));

/** Cases that may be about the same. */
export const findSimilar = (typed: Typed) => orNull(post<SimilarCase[]>('/cases/similar', typed));

/** Earlier cases of a caller. */
export const historyOf = (phone: string) => post<CaseRow[]>('/intake/caller', { phone });
