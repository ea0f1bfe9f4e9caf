import i18next from 'i18next';
import { request } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** A complaint about the hotline's own staff. */
export type Complaint = Schemas['StaffComplaint'];

export const STAGES = ['intake', 'transfer', 'handling', 'revisit', 'supervision'] as const;
export const ASPECTS = ['attitude', 'quality'] as const;

/** What is entered of a complaint; the case by its number. */
export interface ComplaintEntry {
  stage: string;
  aspect: string;
  content: string;
  about?: string;
  caseNumber?: string;
}

/** Complaints, newest first. */
export const listComplaints = () => request<Complaint[]>('/staff-complaints');

/** The id of the case of a number; refused where there is none. */
async function caseOf(number: string): Promise<string> {
  const { items } = await request<Schemas['CasePage']>(`/cases?${new URLSearchParams({ search: number })}`);
  const found = items.find((one) => one.number === number);
  if (!found) throw new Error(i18next.t('complaints.noSuchCase', { number }));
  return found.id;
}

/** Records a complaint; it counts once it is decided to be right. */
export async function recordComplaint({ caseNumber, about, ...entry }: ComplaintEntry) {
  const number = caseNumber?.trim();
  const caseId = number ? await caseOf(number) : undefined;
  return request<{ id: string }>('/staff-complaints', { method: 'POST', body: { ...entry, about, caseId } });
}

/** Decides whether a complaint is right, once. */
export const decideComplaint = ({ id, ...body }: { id: string; upheld: boolean; comment: string }) =>
  request<void>(`/staff-complaints/${id}/decision`, { method: 'POST', body });
