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

/** Supervises, urges or remarks on a case, or asks for a return or an extension: `path` says which. */
export const ask = ({ path, body }: { path: string; body: unknown }) =>
  request<{ id: string }>(path, { method: 'POST', body });
