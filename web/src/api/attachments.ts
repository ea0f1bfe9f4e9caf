import { request, requestBlob } from './request';

/** A file of a case. */
export interface Attachment {
  id: string;
  caseId: string;
  assignmentId: string | null;
  purpose: string;
  name: string;
  mediaType: string;
  bytes: number;
  uploadedBy: string;
  uploadedAt: string;
}

/** The files of a case. */
export const listAttachments = (caseId: string) => request<Attachment[]>(`/cases/${caseId}/attachments`);

/** The content of a file. */
export const getAttachment = (id: string) => requestBlob(`/attachments/${id}`);

/** Attaches a file to a case or an assignment (`/cases/:id` or `/assignments/:id`). */
export const attach = (to: string, purpose: string, file: File) => {
  const body = new FormData();
  body.set('purpose', purpose);
  body.set('file', file);
  return request<Attachment>(`${to}/attachments`, { method: 'POST', body });
};
