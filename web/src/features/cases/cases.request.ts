import { attach } from '../../api/attachments';
import { request, requestBlob, requestText } from '../../api/request';
import type { CaseDetail, CaseRow, Page } from '../../api/types';
import type { Schemas } from '../../api/schemas';
import type { Action } from './case-actions';

/** A document that was issued for a case. */
export type DocumentRow = Schemas['Document'];

/** What the list of cases is narrowed by. */
export interface CaseFilter {
  search?: string | undefined;
  stage?: string | undefined;
  caseType?: string | undefined;
  category?: string | undefined;
}

/** A page of the cases that who is signed in may see. */
export const listCases = (page: number, filter: CaseFilter) => {
  const set = Object.entries(filter).filter(([, value]) => value);
  return request<Page<CaseRow>>(
    `/cases?${new URLSearchParams([['page', String(page)], ...(set as [string, string][])])}`,
  );
};

/** One case with its assignments and history. */
export const getCase = (id: string) => request<CaseDetail>(`/cases/${id}`);

/** Puts parts of a classification right. */
export const correctClassification = (id: string, correction: object) =>
  request<object>(`/cases/${id}/classification`, { method: 'POST', body: correction });

/** The documents issued for a case. */
export const documentsOf = (id: string) => request<DocumentRow[]>(`/cases/${id}/documents`);

/** A document as it went out. */
export const getDocument = (id: string) => requestText(`/documents/${id}`);

/** Asks for a return: the opinion that the leader signed and the evidence are attached first (D5 一(二)). */
async function askReturn(path: string, body: Record<string, unknown>): Promise<{ id: string }> {
  const assignment = path.slice(0, path.lastIndexOf('/'));
  const attached = async (purpose: string, files: unknown): Promise<string[]> => {
    const ids: string[] = [];
    for (const { originFileObj } of (files as { originFileObj?: File }[] | undefined) ?? [])
      if (originFileObj) ids.push((await attach(assignment, purpose, originFileObj)).id);
    return ids;
  };
  const [leaderOpinion] = await attached('leader-opinion', body.leaderOpinion);
  const evidenceAttachments = await attached('evidence', body.evidenceAttachments);
  return request<{ id: string }>(path, { method: 'POST', body: { ...body, leaderOpinion, evidenceAttachments } });
}

/** Sends what is asked for about a case or an assignment to its `path`. */
export function ask({ action, path, body }: { action: Action; path: string; body: Record<string, unknown> }) {
  if (action === 'return') return askReturn(path, body);
  if (action !== 'statutory-limit') return request<object>(path, { method: 'POST', body });
  const { amount, unit, basis } = body as { amount: number; unit: string; basis: string };
  return request<object>(path, { method: 'PUT', body: { limit: `${amount} ${unit}`, basis } });
}

/** The archive of a closed case as one file; that it was taken is audited. */
export const getArchive = (id: string) => requestBlob(`/cases/${id}/archive/export`);

/** A process instance that the case went through, or is in. */
export type PathInstance = Schemas['PathInstance'];

/** A stay at an element of a diagram. */
export type PathElement = Schemas['PathElement'];

/** The processes of a case, the first started first. */
export const listPath = (id: string) => request<PathInstance[]>(`/cases/${id}/path`);

/** One of them: its diagram with every stay at an element. */
export const getPath = (id: string, key: string) =>
  request<{ xml: string; elements: PathElement[] }>(`/cases/${id}/path/${key}`);

/** What a rule says of a request before it is made. */
export type RuleView = Schemas['RuleView'];

/** What the rules on return and extension say now. */
export const getRules = (assignmentId: string, asked: { days: number; forceMajeure: boolean }) =>
  request<{ return: RuleView | null; extension: RuleView | null }>(
    `/assignments/${assignmentId}/rules?${new URLSearchParams({ days: String(asked.days), forceMajeure: String(asked.forceMajeure) })}`,
  );
