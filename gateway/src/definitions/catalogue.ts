import { notFound } from '../common/problem';
import { readBpmn, type ElementModel, type ProcessModel } from '../dialect';
import { OperatonError, type OperatonClient } from '../operaton/client';

/** Where a deployment keeps a diagram as it was uploaded; the engine itself reads only `.bpmn` names. */
export const ORIGINAL_PREFIX = 'zeebe/';
export const ORIGINAL_SUFFIX = '.original';

/** Operaton's process definition, as REST gives it. */
export interface OperatonDefinition {
  id: string;
  key: string;
  name: string | null;
  version: number;
  versionTag: string | null;
  resource: string;
  deploymentId: string;
}

export interface Definition extends OperatonDefinition {
  model: ProcessModel;
  elements: Map<string, ElementModel>;
  originalXml: string;
}

/** How long the list of latest definitions is believed, in milliseconds: another gateway may have deployed. */
const LATEST_TTL_MS = 1_000;

/** Deployed processes with their models; a definition never changes, so what was read once is kept. */
export class Catalogue {
  private readonly known = new Map<string, Promise<Definition>>();
  private latest: { at: number; definitions: Promise<Definition[]> } | undefined;

  constructor(
    private readonly engine: OperatonClient,
    private readonly now: () => number = Date.now,
  ) {}

  /** A definition by its key. Throws NOT_FOUND. */
  async get(key: string): Promise<Definition> {
    let definition = this.known.get(key);
    if (!definition) {
      definition = this.load(key);
      this.known.set(key, definition);
      definition.catch(() => this.known.delete(key));
    }
    return definition;
  }

  /** The latest version of every process. */
  async latestDefinitions(): Promise<Definition[]> {
    if (!this.latest || this.now() - this.latest.at > LATEST_TTL_MS) {
      const definitions = this.loadLatest();
      this.latest = { at: this.now(), definitions };
      definitions.catch(() => (this.latest = undefined));
    }
    return this.latest.definitions;
  }

  /** A definition by BPMN process id, the latest unless a version is named. Throws NOT_FOUND. */
  async byProcessId(processId: string, version?: number): Promise<Definition> {
    const found = await this.engine.get<OperatonDefinition[]>('/process-definition', {
      key: processId,
      ...(version && version > 0 ? { version } : { latestVersion: true }),
    });
    if (!found[0]) {
      throw notFound(
        `Expected to find process definition with process ID '${processId}'${version && version > 0 ? ` and version '${version}'` : ''}, but none found`,
      );
    }
    return this.get(found[0].id);
  }

  /** Forgets the list of latest versions after a deployment of ours. */
  changed(): void {
    this.latest = undefined;
  }

  private async loadLatest(): Promise<Definition[]> {
    const rows = await this.engine.get<OperatonDefinition[]>('/process-definition', { latestVersion: true });
    return Promise.all(rows.map((row) => this.get(row.id)));
  }

  private async load(key: string): Promise<Definition> {
    try {
      const row = await this.engine.get<OperatonDefinition>(`/process-definition/${encodeURIComponent(key)}`);
      const originalXml = await this.original(row);
      const { processes } = await readBpmn(row.resource, originalXml);
      const model = processes.find((process) => process.id === row.key) ?? {
        id: row.key,
        elements: [],
        messageStartEvents: [],
      };
      return { ...row, model, originalXml, elements: new Map(model.elements.map((element) => [element.id, element])) };
    } catch (error) {
      if (error instanceof OperatonError && error.status === 404) {
        throw notFound(`Process definition with key '${key}' not found`);
      }
      throw error;
    }
  }

  private async original(row: OperatonDefinition): Promise<string> {
    const resources = await this.engine.get<{ id: string; name: string }[]>(
      `/deployment/${row.deploymentId}/resources`,
    );
    const name = `${ORIGINAL_PREFIX}${row.resource}${ORIGINAL_SUFFIX}`;
    const resource = resources.find((candidate) => candidate.name === name);
    if (!resource) {
      // deployed by other means than this gateway: what the engine has is all there is
      const { bpmn20Xml } = await this.engine.get<{ bpmn20Xml: string }>(`/process-definition/${row.id}/xml`);
      return bpmn20Xml;
    }
    return this.engine.text(`/deployment/${row.deploymentId}/resources/${resource.id}/data`);
  }
}
