import { request } from '../../api/request';

/** What a citizen sees of the case. */
export interface PublicCase {
  number: string;
  stage: string;
  receivedAt: string;
  closedAt: string | null;
  answer: string | null;
  results: { unit: string; result: string | null; doneAt: string | null }[];
}

/** Where the case of a number stands, for whoever knows its code. */
export const lookUp = (known: { number: string; code: string }) =>
  request<PublicCase>(`/public/cases?${new URLSearchParams(known)}`);

/** The citizen's answer to the survey, by the case's number and code or by the token of the message. */
export const answerSurvey = ({ token, ...answer }: { token?: string; satisfaction: string; comment?: string }) =>
  request<void>(token ? `/public/surveys/${token}` : '/public/surveys', { method: 'POST', body: answer });
