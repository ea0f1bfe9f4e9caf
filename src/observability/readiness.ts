import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeploymentService, EngineClient } from '../engine';
import { Draining } from './draining';
import { checkUp, diskFree } from './metrics';

/** What must hold before this app can work. */
export type Check = 'database' | 'migrations' | 'gateway' | 'engine' | 'deployed' | 'disk' | 'running';

const CHECK_TIMEOUT_MS = 2_500;
const MEGABYTE = 1024 * 1024;
const DEFAULT_LEAST_FREE_MB = 256;

/** Looks whether this app can work: each check by itself, none longer than two and a half seconds. */
@Injectable()
export class Readiness {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: EngineClient,
    private readonly deployments: DeploymentService,
    private readonly draining: Draining,
  ) {}

  /** Every check with its outcome; the outcomes stand in the metrics too. */
  async look(): Promise<Record<Check, boolean>> {
    const reach = this.engine.reach();
    const checks: Record<Check, () => boolean | Promise<boolean>> = {
      database: async () => Boolean(await this.dataSource.query('SELECT 1')),
      migrations: () => this.migrated(),
      gateway: async () => (await reach) !== 'nowhere',
      engine: async () => (await reach) === 'engine',
      deployed: () => this.deployments.ready || process.env.HOTLINE_DEPLOY === 'off',
      disk: () => hasRoom(),
      running: () => !this.draining.active,
    };
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const),
    );
    for (const [name, up] of found) checkUp.set({ check: name }, up ? 1 : 0);
    return Object.fromEntries(found) as Record<Check, boolean>;
  }

  /** Whether the database holds every migration of this version: an older app must not work on a newer app's promises. */
  private async migrated(): Promise<boolean> {
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(
      'SELECT count(*)::int AS count FROM migration WHERE name = ANY($1)',
      [this.dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name)],
    );
    return count === this.dataSource.migrations.length;
  }
}

/** Whether documents can be written: the folder is ours to write, and HOTLINE_LEAST_FREE_MB megabytes are left. */
async function hasRoom(): Promise<boolean> {
  const folder = process.env.HOTLINE_DATA ?? join(process.cwd(), '.data');
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  diskFree.set(free);
  return free >= Number(process.env.HOTLINE_LEAST_FREE_MB ?? DEFAULT_LEAST_FREE_MB) * MEGABYTE;
}

/** A check that throws, or takes too long, does not hold. */
async function holds(check: () => boolean | Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
