import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { EngineClient, type EngineDeployment, type EngineResource, engineStatusOf } from '../engine';
import { Problem } from '../problems/problem';
import { StudioDraft } from './draft.entity';
import { type ReleaseOrigin, StudioRelease, StudioReleaseResource } from './release.entity';
import { resourceOf, type Resource, UnreadableResource, versionIn } from './resource';

/** A release without the files' content, as lists show it. */
export interface ReleaseView extends StudioRelease {
  resources: Pick<StudioReleaseResource, 'name' | 'kind' | 'resourceId' | 'version'>[];
}

/** What somebody wants to deploy, and why. */
export interface ReleaseRequest {
  resources: EngineResource[];
  comment: string;
  origin: ReleaseOrigin;
  by: string;
}

/** A file of a release with its content: what a second person reads before it is let through. */
export type ReleaseFile = Pick<StudioReleaseResource, 'name' | 'kind' | 'resourceId' | 'title' | 'content'>;

const LISTED = 100;

/**
 * The one door to the engine's definitions: every deployment is written down with its files, its reason and its answer
 * before and after the engine is told. Where the profile asks for it, a second person lets it through.
 */
@Injectable()
export class ReleasesService {
  private readonly log = new Logger(ReleasesService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly engine: EngineClient,
    private readonly audit: AuditService,
  ) {}

  /** Must somebody else let a release through? The default profile says so. */
  get needsSecondPerson(): boolean {
    return this.config.profile(this.config.defaultProfile).secondPersonDeploys;
  }

  /** Deploys at once, or leaves the release waiting for a second person. `deployment-refused` when the engine says no. */
  async request(asked: ReleaseRequest): Promise<{ release: ReleaseView; deployed: EngineDeployment | null }> {
    const resources = await readable(asked.resources);
    const waits = this.needsSecondPerson;
    if (waits && asked.origin !== 'studio') throw new Problem('deployment-needs-approval');
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(StudioRelease, {
        id,
        origin: asked.origin,
        status: waits ? 'waiting' : 'deploying',
        comment: asked.comment,
        requestedBy: asked.by,
        requestedAt: this.clock.now(),
      });
      await manager.insert(
        StudioReleaseResource,
        resources.map((resource) => rowOf(id, resource)),
      );
      await this.audit.record(manager, {
        actor: asked.by,
        action: waits ? 'process.deploy.request' : 'process.deploy',
        subjectType: 'release',
        subjectId: id,
        data: { comment: asked.comment, resources: asked.resources.map(({ name }) => name) },
      });
    });
    const deployed = waits ? null : await this.carryOut(id, resources);
    return { release: await this.get(id), deployed };
  }

  /** Lets a waiting release through; never the one who asked for it. */
  async approve(id: string, by: string): Promise<ReleaseView> {
    const resources = await this.dataSource.transaction(async (manager) => {
      await this.decide(manager, id, by, { status: 'deploying' });
      await this.audit.record(manager, {
        actor: by,
        action: 'process.deploy.approve',
        subjectType: 'release',
        subjectId: id,
      });
      return manager.findBy(StudioReleaseResource, { releaseId: id });
    });
    await this.carryOut(id, await readable(resources));
    return this.get(id);
  }

  /** Turns a waiting release down, with the reason that whoever asked for it reads; never the one who asked for it. */
  async reject(id: string, reason: string, by: string): Promise<ReleaseView> {
    await this.dataSource.transaction(async (manager) => {
      await this.decide(manager, id, by, { status: 'rejected', rejection: reason });
      await this.audit.record(manager, {
        actor: by,
        action: 'process.deploy.reject',
        subjectType: 'release',
        subjectId: id,
        data: { reason },
      });
    });
    return this.get(id);
  }

  /** The releases, newest first. */
  async list(): Promise<ReleaseView[]> {
    const releases = await this.dataSource
      .getRepository(StudioRelease)
      .find({ order: { requestedAt: 'DESC' }, take: LISTED });
    const resources = await this.dataSource.getRepository(StudioReleaseResource).find({
      where: { releaseId: In(releases.map(({ id }) => id)) },
      select: ['releaseId', 'name', 'kind', 'resourceId', 'version'],
      order: { name: 'ASC' },
    });
    return releases.map((release) => ({
      ...release,
      resources: resources
        .filter(({ releaseId }) => releaseId === release.id)
        .map(({ name, kind, resourceId, version }) => ({ name, kind, resourceId, version })),
    }));
  }

  /** The files of a release as they were handed in. */
  async files(id: string): Promise<ReleaseFile[]> {
    const files = await this.dataSource.getRepository(StudioReleaseResource).find({
      where: { releaseId: id },
      select: ['name', 'kind', 'resourceId', 'title', 'content'],
      order: { name: 'ASC' },
    });
    // no release is without files
    if (files.length === 0) throw new Problem('not-found');
    return files.map(({ name, kind, resourceId, title, content }) => ({ name, kind, resourceId, title, content }));
  }

  private async decide(
    manager: EntityManager,
    id: string,
    by: string,
    decision: Pick<StudioRelease, 'status'> & Partial<Pick<StudioRelease, 'rejection'>>,
  ): Promise<void> {
    const release = await manager.findOne(StudioRelease, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!release) throw new Problem('not-found');
    if (release.status !== 'waiting') throw new Problem('release-decided');
    if (release.requestedBy === by) throw new Problem('second-person-needed');
    await manager.update(StudioRelease, id, { ...decision, decidedBy: by, decidedAt: this.clock.now() });
  }

  private async get(id: string): Promise<ReleaseView> {
    const release = await this.dataSource.getRepository(StudioRelease).findOneByOrFail({ id });
    const resources = await this.dataSource.getRepository(StudioReleaseResource).findBy({ releaseId: id });
    return {
      ...release,
      resources: resources.map(({ name, kind, resourceId, version }) => ({ name, kind, resourceId, version })),
    };
  }

  /** Tells the engine. Safe to repeat: the engine keeps the version of what is unchanged. */
  private async carryOut(id: string, resources: Resource[]): Promise<EngineDeployment> {
    const files = resources.map(({ name, content }) => ({ name, content }));
    let deployed: EngineDeployment;
    try {
      deployed = await this.engine.deploy(files);
    } catch (error) {
      if (engineStatusOf(error) !== 400) throw error;
      const refusal = refusalOf(error);
      await this.dataSource.getRepository(StudioRelease).update(id, { status: 'refused', refusal });
      throw new Problem('deployment-refused', { reason: refusal });
    }
    await this.settle(id, resources, deployed);
    return deployed;
  }

  /** The engine took it: versions are written down, and drafts that now are what is deployed go. */
  async settle(id: string, resources: Resource[], deployed: EngineDeployment): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.update(StudioRelease, id, { status: 'deployed', deploymentKey: deployed.key });
      for (const resource of resources) {
        const { kind, resourceId, name, content } = resource;
        const version = versionIn(deployed, resource);
        await manager.update(StudioReleaseResource, { releaseId: id, name }, { version });
        await manager.delete(StudioDraft, { kind, resourceId, content });
      }
    });
  }

  /** Asks the engine again for every release whose answer never came. */
  async resume(): Promise<void> {
    const open = await this.dataSource.getRepository(StudioRelease).findBy({ status: 'deploying' });
    for (const { id } of open) {
      const files = await this.dataSource.getRepository(StudioReleaseResource).findBy({ releaseId: id });
      await readable(files)
        .then((resources) => this.carryOut(id, resources))
        .catch((error: unknown) => this.log.warn(`Release ${id}: ${String(error)}`));
    }
  }
}

/** What the engine said. */
export function refusalOf(error: unknown): string {
  const { detail, message } = error as { detail?: string; message?: string };
  return detail ?? message ?? '';
}

/** The row of a file in a release. */
export function rowOf(releaseId: string, resource: Resource): StudioReleaseResource {
  return { releaseId, ...resource, version: null };
}

/** Files with what they hold; one that cannot be read is refused as the engine would refuse it. */
export async function readable(files: EngineResource[]): Promise<Resource[]> {
  try {
    return await Promise.all(files.map((file) => resourceOf(file)));
  } catch (error) {
    if (error instanceof UnreadableResource) throw new Problem('deployment-refused', { reason: error.message });
    throw error;
  }
}
