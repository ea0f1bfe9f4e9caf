import { request, requestBlob } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** What a citizen sees of the case. */
export type PublicCase = Schemas['PublicCase'];

/** What a citizen is told of what was sent; no code where it joined an open case of the same matter. */
export type Submitted = Schemas['Submitted'];

/** Sends a matter to the hotline; the same key again changes nothing. */
export const submitMatter = ({ key, ...body }: { key: string } & Record<string, unknown>) =>
  request<Submitted>('/public/submissions', {
    method: 'POST',
    headers: { 'idempotency-key': key },
    // what was left empty is not sent
    body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== '')),
  });

/** A file of the reply, for whoever knows number and code. */
export const getFile = (id: string, known: { number: string; code: string }) =>
  requestBlob(`/public/attachments/${id}`, { method: 'POST', body: known });

/** Sends a document to one's open case. */
export const sendDocument = (file: File, { number, code }: { number: string; code: string }) => {
  const body = new FormData();
  body.append('file', file);
  const headers = { 'x-case-number': number, 'x-case-code': code };
  return request<{ id: string; name: string }>('/public/cases/attachments', { method: 'POST', headers, body });
};

/** Where the case of a number stands, for whoever knows its code. */
export const lookUp = (known: { number: string; code: string }) =>
  request<PublicCase>('/public/cases', { method: 'POST', body: known });

/** The citizen's answer to the survey, by the case's number and code or by the token of the message. */
export const answerSurvey = ({ token, ...answer }: { token?: string; satisfaction: string; comment?: string }) =>
  request<void>(token ? `/public/surveys/${token}` : '/public/surveys', { method: 'POST', body: answer });
