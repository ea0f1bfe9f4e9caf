import { request, requestText } from '../../api/request';
import type { CaseDetail, CaseRow, Page } from '../../api/types';

/** A document that was issued for a case. */
export interface DocumentRow {
  id: string;
  kind: string;
  number: string;
  issuedAt: string;
}

/** A page of the cases that who is signed in may see. */
export const listCases = (page: number, search: string) =>
  request<Page<CaseRow>>(`/cases?${new URLSearchParams({ page: String(page), ...(search ? { search } : {}) })}`);

/** One case with its assignments and history. */
export const getCase = (id: string) => request<CaseDetail>(`/cases/${id}`);

/** The documents issued for a case. */
export const documentsOf = (id: string) => request<DocumentRow[]>(`/cases/${id}/documents`);

/** A document as it went out. */
export const getDocument = (id: string) => requestText(`/documents/${id}`);

/** Attaches a file to an assignment: its id. */
async function attach(assignment: string, purpose: string, file: File): Promise<string> {
  const body = new FormData();
  body.set('purpose', purpose);
  body.set('file', file);
  return (await request<{ id: string }>(`${assignment}/attachments`, { method: 'POST', body })).id;
}

/** Asks for a return: the opinion that the leader signed is attached first (D5 一(二)). */
async function askReturn(path: string, body: Record<string, unknown>): Promise<{ id: string }> {
  const assignment = path.slice(0, path.lastIndexOf('/'));
  const [opinion] = body.leaderOpinion as File[];
  const leaderOpinion = await attach(assignment, 'leader-opinion', opinion!);
  return request<{ id: string }>(path, { method: 'POST', body: { ...body, leaderOpinion } });
}

/** Supervises, urges or remarks on a case, or asks for a return or an extension: `path` says which. */
export const ask = ({ path, body }: { path: string; body: Record<string, unknown> }) =>
  path.endsWith('/return') ? askReturn(path, body) : request<{ id: string }>(path, { method: 'POST', body });
