import { request } from '../../api/request';

/** What process owners change. */
export type ResourceKind = 'process' | 'decision' | 'form';

/** A deployed version. */
export interface Version {
  version: number;
  key: string | null;
  deployedAt: string | null;
  by: string | null;
  comment: string | null;
}

/** A diagram, table or form. */
export interface Resource {
  kind: ResourceKind;
  id: string;
  title: string | null;
  name: string;
  versions: Version[];
  draft: { revision: number; updatedBy: string; updatedAt: string; baseVersion: number | null } | null;
}

/** A file as it is deployed. */
export interface File {
  name: string;
  content: string;
}

/** What somebody is changing. */
export interface Draft extends File {
  kind: ResourceKind;
  resourceId: string;
  baseVersion: number | null;
  revision: number;
  updatedBy: string;
  updatedAt: string;
}

/** One deployment. */
export interface Release {
  id: string;
  origin: string;
  status: 'waiting' | 'deploying' | 'deployed' | 'refused' | 'rejected';
  comment: string;
  requestedBy: string;
  requestedAt: string;
  decidedBy: string | null;
  refusal: string | null;
  resources: { name: string; kind: ResourceKind; resourceId: string; version: number | null }[];
}

/** How a dry run went. */
export interface TrialResult {
  outcome: 'done' | 'waiting' | 'incident';
  processes: {
    processId: string;
    state: string;
    elements: { elementId: string; name: string; type: string; state: string; incident: boolean }[];
    variables: Record<string, unknown>;
  }[];
  steps: { processId: string; elementId: string; kind: 'job' | 'task'; asked: string; answered: object }[];
  incidents: { elementId: string; processId: string; message: string }[];
}

/** Sample cases and answers of dry runs. */
export interface Samples {
  cases: { code: string; title: string; variables: Record<string, unknown> }[];
  common: Record<string, unknown>;
  jobs: Record<string, Record<string, unknown>>;
  tasks: Record<string, Record<string, unknown>>;
}

/** A process version with what runs on it. */
export interface Definition {
  key: string;
  id: string;
  version: number;
  active: number;
}

/** Where an element continues in another version. */
export interface PlannedMapping {
  sourceElementId: string;
  sourceName: string | null;
  type: string;
  active: number;
  targetElementId: string | null;
  reason: string | null;
  candidates: { id: string; name: string | null }[];
}

const draftPath = (kind: ResourceKind, id: string) => `/studio/drafts/${kind}/${encodeURIComponent(id)}`;

/** Every diagram, table and form. */
export const listResources = () => request<Resource[]>('/studio/resources');

/** The content of a version. */
export const getContent = async (kind: ResourceKind, id: string, version: number) =>
  (await request<{ content: string }>(`/studio/resources/${kind}/${encodeURIComponent(id)}/content?version=${version}`))
    .content;

/** The draft, if somebody is changing the resource. */
export const getDraft = async (kind: ResourceKind, id: string) =>
  (await request<{ draft: Draft | null }>(draftPath(kind, id))).draft;

/** Saves a draft; refused when somebody else saved meanwhile. */
export const saveDraft = (draft: {
  kind: ResourceKind;
  id: string;
  name: string;
  content: string;
  baseVersion: number | null;
  revision: number;
}) => {
  const { kind, id, ...body } = draft;
  return request<Draft>(draftPath(kind, id), { method: 'PUT', body });
};

/** Throws a draft away. */
export const discardDraft = ({ kind, id }: { kind: ResourceKind; id: string }) =>
  request<void>(draftPath(kind, id), { method: 'DELETE' });

/** The releases, newest first. */
export const listReleases = () => request<{ items: Release[]; needsSecondPerson: boolean }>('/studio/releases');

/** Deploys, or asks a second person to. */
export const release = (body: { resources: File[]; comment: string }) =>
  request<Release>('/studio/releases', { method: 'POST', body });

/** Lets a release of another person through, or turns it down. */
export const decideRelease = ({ id, approve }: { id: string; approve: boolean }) =>
  request<Release>(`/studio/releases/${id}/${approve ? 'approve' : 'reject'}`, { method: 'POST' });

/** The element templates of our job types. */
export const getTemplates = () => request<object[]>('/studio/element-templates');

/** Sample cases of dry runs. */
export const getSamples = () => request<Samples>('/studio/trials/samples');

/** Would the engine take the files? Null, or its reason. */
export const checkFiles = async (resources: File[]) =>
  (await request<{ refusal: string | null }>('/studio/trials/check', { method: 'POST', body: { resources } })).refusal;

/** Runs a sample case through copies of the files. */
export const runTrial = (body: { resources: File[]; variables: object; answers: object }) =>
  request<TrialResult>('/studio/trials', { method: 'POST', body });

/** What a changed table answers. */
export const tryDecision = async (body: { resource: File; variables: object }) =>
  (await request<{ output: unknown }>('/studio/trials/decision', { method: 'POST', body })).output;

/** Versions with what runs on them. */
export const listDefinitions = () => request<Definition[]>('/monitor/definitions');

/** What maps where in a migration. */
export const getPlan = (source: string, target: string) =>
  request<PlannedMapping[]>(`/monitor/migration-plan?source=${source}&target=${target}`);
