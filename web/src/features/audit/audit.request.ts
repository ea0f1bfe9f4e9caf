import { request } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** A line of the audit trail. */
export type Entry = Schemas['AuditEntry'];

/** What the trail is narrowed by; instants in ISO form, the end excluded. */
export type AuditFilter = Omit<Schemas['AuditQuery'], 'before' | 'limit'>;

export const PAGE_SIZE = 100;

/** The trail, newest first, from before an entry on. */
export const readTrail = (filter: AuditFilter, before: string | undefined) => {
  const set = Object.entries({ ...filter, before, limit: String(PAGE_SIZE) }).filter(([, value]) => value);
  return request<Entry[]>(`/audit?${new URLSearchParams(set as [string, string][])}`);
};
