import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EngineOperations, type EngineRow, engineStatusOf, textOf } from '../engine';
import { Problem } from '../problems/problem';
import { StudioDraft } from './draft.entity';
import { StudioReleaseResource } from './release.entity';
import type { ResourceKind } from './resource';
import { isOfTrial } from './trial-copy';

/** A deployed version; who, when and why are known for what was deployed through us. */
export interface VersionView {
  version: number;
  /** The engine's key; null for a form, of which Camunda 8's API has no search. */
  key: string | null;
  deployedAt: Date | null;
  by: string | null;
  comment: string | null;
}

/** A diagram, table or form with its versions, newest first. */
export interface ResourceView {
  kind: ResourceKind;
  id: string;
  title: string | null;
  name: string;
  versions: VersionView[];
  draft: { revision: number; updatedBy: string; updatedAt: Date; baseVersion: number | null } | null;
}

interface Recorded {
  kind: ResourceKind;
  id: string;
  version: number;
  name: string;
  title: string | null;
  deployedAt: Date;
  by: string;
  comment: string;
}

const ALL = { from: 0, limit: 1000 };

/** What is deployed: the engine's versions, with what we know of their deployment, and the drafts. */
@Injectable()
export class ResourcesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly operations: EngineOperations,
  ) {}

  /** Every diagram, table and form. */
  async list(): Promise<ResourceView[]> {
    const recorded: Recorded[] = await this.dataSource.query(
      `SELECT DISTINCT ON (r.kind, r.resource_id, r.version) r.kind, r.resource_id AS id, r.version, r.name, r.title,
              coalesce(s.decided_at, s.requested_at) AS "deployedAt", s.requested_by AS by, s.comment
         FROM studio_release_resource r JOIN studio_release s ON s.id = r.release_id
        WHERE s.status = 'deployed' AND r.version IS NOT NULL
        ORDER BY r.kind, r.resource_id, r.version, s.requested_at`,
    );
    const found = new Map<string, ResourceView>();
    const add = (kind: ResourceKind, id: string, title: string | null, name: string, version: VersionView): void => {
      const known = found.get(`${kind}:${id}`) ?? { kind, id, title, name, versions: [], draft: null };
      if (!known.versions.some((other) => other.version === version.version)) known.versions.push(version);
      found.set(`${kind}:${id}`, known);
    };
    const about = (kind: ResourceKind, id: string, version: number): Omit<VersionView, 'version' | 'key'> => {
      const record = recorded.find((row) => row.kind === kind && row.id === id && row.version === version);
      return { deployedAt: record?.deployedAt ?? null, by: record?.by ?? null, comment: record?.comment ?? null };
    };
    for (const row of await this.processes()) {
      const [id, version] = [String(row.processDefinitionId), Number(row.version)];
      if (isOfTrial(id)) continue;
      const name = textOf(row, 'resourceName') ?? `${id}.bpmn`;
      const title = textOf(row, 'name');
      add('process', id, title, name, {
        version,
        key: String(row.processDefinitionKey),
        ...about('process', id, version),
      });
    }
    for (const row of await this.decisions()) {
      const [id, version] = [String(row.decisionDefinitionId), Number(row.version)];
      if (isOfTrial(id)) continue;
      const title = textOf(row, 'name');
      const key = String(row.decisionDefinitionKey);
      add('decision', id, title, `${id}.dmn`, { version, key, ...about('decision', id, version) });
    }
    for (const { kind, id, version, name, title, deployedAt, by, comment } of recorded) {
      if (kind === 'process') continue;
      add(kind, id, title, name, { version, key: null, deployedAt, by, comment });
      // The engine's list has no file names of tables: ours has.
      found.get(`${kind}:${id}`)!.name = name;
    }
    for (const draft of await this.dataSource.getRepository(StudioDraft).find()) {
      const { kind, resourceId, name, revision, updatedBy, updatedAt, baseVersion } = draft;
      const known = found.get(`${kind}:${resourceId}`);
      const view = known ?? { kind, id: resourceId, title: null, name, versions: [], draft: null };
      view.draft = { revision, updatedBy, updatedAt, baseVersion };
      found.set(`${kind}:${resourceId}`, view);
    }
    const views = [...found.values()];
    for (const view of views) view.versions.sort((one, other) => other.version - one.version);
    return views.sort((one, other) => one.kind.localeCompare(other.kind) || one.id.localeCompare(other.id));
  }

  /** The content of a version as it was deployed. */
  async content(kind: ResourceKind, id: string, version: number): Promise<string> {
    const key = await this.keyOf(kind, id, version);
    if (key) return kind === 'process' ? this.operations.processXml(key) : this.operations.decisionXml(key);
    const record = await this.dataSource
      .getRepository(StudioReleaseResource)
      .findOneBy({ kind, resourceId: id, version });
    if (!record) throw new Problem('not-found');
    return record.content;
  }

  /** The newest deployed content; null when nothing of that id is deployed. */
  async newest(kind: ResourceKind, id: string): Promise<{ version: number; name: string; content: string } | null> {
    const view = (await this.list()).find((item) => item.kind === kind && item.id === id);
    const version = view?.versions[0]?.version;
    if (!view || version === undefined) return null;
    return { version, name: view.name, content: await this.content(kind, id, version) };
  }

  private async keyOf(kind: ResourceKind, id: string, version: number): Promise<string | null> {
    if (kind === 'form') return null;
    const rows = await (kind === 'process' ? this.processes(id) : this.decisions(id));
    const row = rows.find((item) => Number(item.version) === version);
    const key = row?.[kind === 'process' ? 'processDefinitionKey' : 'decisionDefinitionKey'];
    return key ? (key as string) : null;
  }

  private async processes(id?: string): Promise<EngineRow[]> {
    const filter = id ? { processDefinitionId: id } : {};
    return (await this.operations.search('process-definitions', { filter, page: ALL })).items;
  }

  /** None where the engine's API cannot list tables: then the releases say what there is. */
  private async decisions(id?: string): Promise<EngineRow[]> {
    const filter = id ? { decisionDefinitionId: id } : {};
    return this.operations.search('decision-definitions', { filter, page: ALL }).then(
      ({ items }) => items,
      (error: unknown) => {
        if ([404, 501].includes(engineStatusOf(error) ?? 0)) return [];
        throw error;
      },
    );
  }
}
