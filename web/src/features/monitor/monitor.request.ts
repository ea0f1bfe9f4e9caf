import { request } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** The engine tells nobody of its changes: a page that is looked at asks again after so long. */
export const LOOK_AGAIN_MS = 4_000;

/** A process version with what runs on it. */
export type Definition = Schemas['DefinitionView'];

/** Tokens at an element. */
export type Statistics = Schemas['ElementStatistics'];

/** A process instance, by Camunda 8's names. */
export interface Instance {
  processInstanceKey: string;
  processDefinitionKey: string;
  processDefinitionId: string;
  processDefinitionName: string;
  processDefinitionVersion: number;
  state: string;
  startDate: string;
  endDate?: string;
  hasIncident: boolean;
  parentProcessInstanceKey?: string;
}

/** A token's stay at an element. */
export interface ElementInstance {
  elementInstanceKey: string;
  elementId: string;
  elementName: string;
  type: string;
  state: string;
  startDate: string;
  endDate?: string;
  hasIncident: boolean;
}

/** What stands and why. */
export interface Incident {
  incidentKey: string;
  processInstanceKey: string;
  processDefinitionId: string;
  elementId: string;
  elementInstanceKey: string;
  errorType: string;
  errorMessage: string;
  creationTime: string;
  jobKey?: string;
}

/** A variable; its value is JSON text. */
export interface Variable {
  variableKey: string;
  name: string;
  value: string;
  scopeKey: string;
}

/** A job. */
export interface Job {
  jobKey: string;
  type: string;
  state: string;
  elementId: string;
  retries: number;
  worker: string;
  errorMessage?: string;
}

interface Kinds {
  'process-instances': Instance;
  'element-instances': ElementInstance;
  incidents: Incident;
  variables: Variable;
  jobs: Job;
}

/** A search of Camunda 8's API. */
export const search = <K extends keyof Kinds>(
  kind: K,
  filter: object,
  page: { from: number; limit: number } = { from: 0, limit: 200 },
  sort?: { field: string; order: 'ASC' | 'DESC' }[],
) =>
  request<{ items: Kinds[K][]; total: number }>(`/monitor/search/${kind}`, {
    method: 'POST',
    body: { filter, page, ...(sort ? { sort } : {}) },
  });

/** Versions with what runs on them. */
export const listDefinitions = () => request<Definition[]>('/monitor/definitions');

/** A diagram with its tokens. */
export const getDiagram = (key: string) =>
  request<{ xml: string; statistics: Statistics[] }>(`/monitor/definitions/${key}/diagram`);

/** The engine's own console (Cockpit or Operate), where there is one. */
export const getConsole = () => request<{ console: string | null }>('/monitor/console');

/** Ends an instance. */
export const cancelInstance = (key: string) => request<void>(`/monitor/instances/${key}/cancel`, { method: 'POST' });

/** Starts and ends elements of an instance. */
export const modifyInstance = (key: string, body: { activate: string[]; terminate: string[] }) =>
  request<void>(`/monitor/instances/${key}/modify`, { method: 'POST', body });

/** Where each element continues in another version. */
export const getPlan = (source: string, target: string) =>
  request<{ sourceElementId: string; sourceName: string | null; targetElementId: string | null }[]>(
    `/monitor/migration-plan?source=${source}&target=${target}`,
  );

/** Corrects variables. */
export const setVariables = (key: string, scopeKey: string, variables: object) =>
  request<void>(`/monitor/instances/${key}/variables`, { method: 'POST', body: { scopeKey, variables } });

/** Gives an incident new retries and lets the engine try again. */
export const retryIncident = ({ incidentKey, jobKey }: Incident) =>
  request<void>(`/monitor/incidents/${incidentKey}/retry`, {
    method: 'POST',
    body: { ...(jobKey ? { jobKey } : {}), retries: 3 },
  });
