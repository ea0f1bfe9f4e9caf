import { request } from '../../api/request';

/** One row of the list of cases. */
export interface CaseRow {
  id: string;
  caseNumber: string;
  title?: string | null;
  channel?: string | null;
  caseType?: string | null;
  category?: string | null;
  urgency?: string | null;
  disposal?: string | null;
  status?: string | null;
  state?: string | null;
  receivedAt?: string | null;
}

/** The cases that who is signed in may see. */
export async function listCases(): Promise<CaseRow[]> {
  const page = await request<CaseRow[] | { items: CaseRow[] }>('/cases');
  return Array.isArray(page) ? page : page.items;
}
