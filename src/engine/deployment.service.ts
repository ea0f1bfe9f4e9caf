import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DeploymentJournal } from './deployment-journal';
import { EngineClient, type EngineResource, engineStatusOf } from './engine-client';

const DEPLOYED = /\.(bpmn|dmn|form)$/;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

/**
 * Deploys what process owners own (bpmn/) when the app starts, everything that changed in one deployment, so that
 * diagrams, tables and forms that belong together change together. The engine keeps the version of whatever is unchanged.
 */
@Injectable()
export class DeploymentService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(DeploymentService.name);
  private stopped = false;
  private deployed = false;

  constructor(
    private readonly engine: EngineClient,
    private readonly journal: DeploymentJournal,
  ) {}

  /** True once the diagrams are deployed: before that no message starts anything. */
  get ready(): boolean {
    return this.deployed;
  }

  onApplicationBootstrap(): void {
    // Not awaited: the API may answer while the engine is still coming up.
    if (process.env.HOTLINE_DEPLOY !== 'off') void this.deployUntilAccepted();
  }

  onModuleDestroy(): void {
    this.stopped = true;
  }

  /** What process owners deployed meanwhile stays the newest: only files that changed since the last start are deployed. */
  private async deployChanged(resources: EngineResource[]): Promise<void> {
    const changed = await this.journal.changedSinceLastStart(resources);
    if (changed.length === 0) {
      this.log.log('No file of bpmn/ changed since the last start.');
      return;
    }
    const deployed = await this.engine.deploy(changed);
    await this.journal.started(changed, deployed);
    const names = deployed.processes.map((process) => `${process.id} v${process.version}`);
    this.log.log(`Deployed ${changed.length} files: ${names.join(', ')}`);
  }

  private async deployUntilAccepted(): Promise<void> {
    const resources = await readResources(process.env.HOTLINE_BPMN_DIR ?? join(process.cwd(), 'bpmn'));
    if (resources.length === 0) {
      this.log.warn('No diagrams found to deploy.');
      return;
    }
    for (let wait = FIRST_RETRY_MS; !this.stopped; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      try {
        await this.deployChanged(resources);
        await this.journal.resume();
        this.deployed = true;
        return;
      } catch (error) {
        if (engineStatusOf(error) === 400) {
          // A refusal is about the diagrams: trying again cannot change it.
          this.log.error(`The engine refused the diagrams: ${describe(error)}`);
          return;
        }
        this.log.warn(`The engine does not take the diagrams yet (${describe(error)}); next try in ${wait} ms.`);
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
      }
    }
  }
}

/** All files of a folder and its sub-folders that the engine deploys, in a stable order. */
export async function readResources(folder: string): Promise<EngineResource[]> {
  if (DEPLOYED.test(folder)) return [{ name: basename(folder), content: await readFile(folder, 'utf8') }];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && DEPLOYED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(folder.length + 1).replaceAll('\\', '/'),
      content: await readFile(file, 'utf8'),
    })),
  );
}

function describe(error: unknown): string {
  const { status, detail, message } = error as { status?: number; detail?: string; message?: string };
  return [status, detail ?? message].filter(Boolean).join(' ');
}
