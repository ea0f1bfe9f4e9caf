import { request, requestBlob } from '../../api/request';
import type { Answer, Schemas } from '../../api/schemas';

/** A measure of a day, or of the whole period. */
export type KpiRow = Schemas['KpiRow'];

/** A unit's place. */
export type Assessed = Schemas['UnitAssessment'] & { name: string };

/** A period that is left out. */
export type Exclusion = Schemas['KpiExclusion'];

/** First and last local day, and whose figures. */
export interface Period {
  from: string;
  to: string;
  body?: string;
}

/** A body whose figures may be read, with its telephone lines. */
export type KpiBody = Answer<'KpiController_bodies'>[number];

const query = (period: Period & { line?: string; format?: string }) =>
  new URLSearchParams(
    Object.entries(period).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();

/** The bodies whose figures may be read, one's own first. */
export const listBodies = () => request<KpiBody[]>('/kpi/bodies');

/** The measures of a period; of calls to one line only, where one is named. */
export const getMeasures = (period: Period & { line?: string }) =>
  request<{ days: KpiRow[]; total: KpiRow[] }>(`/kpi?${query(period)}`);

/** The assessment of units. */
export const getAssessment = (period: Period) => request<Assessed[]>(`/kpi/assessment?${query(period)}`);

/** The exclusions on record. */
export const listExclusions = () => request<Exclusion[]>('/kpi/exclusions');

/** Leaves a period out. */
export const exclude = (body: object) => request<{ id: string }>('/kpi/exclusions', { method: 'POST', body });

/** Takes an exclusion back. */
export const withdraw = (id: string) => request<void>(`/kpi/exclusions/${id}/withdrawal`, { method: 'POST' });

/** The measures or the assessment as a file. */
export const getFile = (what: '' | '/assessment', period: Period, format: 'csv' | 'xlsx') =>
  requestBlob(`/kpi${what}?${query({ ...period, format })}`);

/** A year's report. */
export type AnnualReport = Schemas['AnnualReport'];

/** The annual reports, the newest first. */
export const listAnnualReports = () => request<AnnualReport[]>('/reports/annual');

/** The document of a year: as it was compiled, or as it would be today. */
export const getAnnualDocument = (year: number, preview: boolean) =>
  requestBlob(`/reports/annual/${year}/${preview ? 'preview' : 'document'}`);
