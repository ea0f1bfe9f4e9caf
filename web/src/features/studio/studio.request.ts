import { request } from '../../api/request';
import type { Answer, Schemas } from '../../api/schemas';

/** What process owners change. */
export type ResourceKind = 'process' | 'decision' | 'form';

/** A deployed version. */
export type Version = Schemas['VersionView'];

/** A diagram, table or form. */
export type Resource = Schemas['ResourceView'];

/** A file as it is deployed. */
export type File = Schemas['FileDto'];

/** What somebody is changing. */
export type Draft = Schemas['StudioDraft'];

/** One deployment. */
export type Release = Schemas['ReleaseView'];

/** A file of a release. */
export type ReleaseFile = Schemas['ReleaseFile'];

/** How a dry run went. */
export type TrialResult = Schemas['TrialResult'];

/** Sample cases and answers of dry runs. */
export type Samples = Answer<'TrialsController_samples'>;

/** A process version with what runs on it. */
export type Definition = Schemas['DefinitionView'];

/** Where an element continues in another version. */
export type PlannedMapping = Schemas['PlannedMapping'];

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

/** The files of a release as they were handed in. */
export const getReleaseFiles = (id: string) => request<ReleaseFile[]>(`/studio/releases/${id}/files`);

/** Deploys, or asks a second person to. */
export const release = (body: { resources: File[]; comment: string }) =>
  request<Release>('/studio/releases', { method: 'POST', body });

/** Lets a release of another person through. */
export const approveRelease = (id: string) => request<Release>(`/studio/releases/${id}/approve`, { method: 'POST' });

/** Turns a release of another person down, with the reason that they read. */
export const rejectRelease = (id: string, reason: string) =>
  request<Release>(`/studio/releases/${id}/reject`, { method: 'POST', body: { reason } });

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
