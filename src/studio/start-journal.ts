import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { DeploymentJournal, type EngineDeployment, EngineOperations, type EngineResource } from '../engine';
import { StudioRelease, StudioReleaseResource } from './release.entity';
import { readable, ReleasesService, rowOf } from './releases.service';

/** DeploymentJournal in our releases. */
@Injectable()
export class StartJournal extends DeploymentJournal {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly operations: EngineOperations,
    private readonly releases: ReleasesService,
  ) {
    super();
  }

  async changedSinceLastStart(resources: EngineResource[]): Promise<EngineResource[]> {
    const { total } = await this.operations.search('process-definitions', { page: { limit: 1 } });
    // An engine that knows nothing gets everything: it is new, or was emptied.
    if (total === 0) return resources;
    const rows: { name: string; sha256: string }[] = await this.dataSource.query(
      `SELECT DISTINCT ON (r.name) r.name, r.sha256 FROM studio_release_resource r
         JOIN studio_release s ON s.id = r.release_id
        WHERE s.origin = 'start' AND s.status = 'deployed' ORDER BY r.name, s.requested_at DESC`,
    );
    const before = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
    return resources.filter(
      ({ name, content }) => before.get(name) !== createHash('sha256').update(content).digest('hex'),
    );
  }

  async started(files: EngineResource[], deployed: EngineDeployment): Promise<void> {
    const resources = await readable(files);
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(StudioRelease, {
        id,
        origin: 'start',
        status: 'deploying',
        comment: '',
        requestedBy: SYSTEM,
        requestedAt: this.clock.now(),
      });
      await manager.insert(
        StudioReleaseResource,
        resources.map((resource) => rowOf(id, resource)),
      );
    });
    await this.releases.settle(id, resources, deployed);
  }

  resume(): Promise<void> {
    return this.releases.resume();
  }
}
