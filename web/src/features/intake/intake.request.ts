import { request } from '../../api/request';

/** What the citizen is told. */
export interface Registered {
  id: string;
  number: string;
  queryCode: string;
}

/** Registers a case; the same key again gives the same case. */
export const register = ({ key, body }: { key: string; body: unknown }) =>
  request<Registered>('/cases', { method: 'POST', body, headers: { 'idempotency-key': key } });
