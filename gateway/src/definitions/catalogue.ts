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

/** Deployed processes with their models; a definition never changes, so what was read once is kept. */
export class Catalogue {
  private readonly known = new Map<string, Promise<Definition>>();

  constructor(private readonly engine: OperatonClient) {}

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

  /** The latest version of a process that was not deleted, or the version named; undefined when there is none. */
  async activeByProcessId(processId: string, version?: number): Promise<Definition | undefined> {
    const [found] = await this.engine.get<OperatonDefinition[]>('/process-definition', {
      key: processId,
      active: true,
      ...(version === undefined ? { sortBy: 'version', sortOrder: 'desc', maxResults: 1 } : { version }),
    });
    return found && this.get(found.id);
  }

  /** A definition by its key, unless it was deleted: the engine keeps a deleted one suspended, for what still runs. */
  async active(key: string): Promise<Definition | undefined> {
    const [found] = await this.engine.get<OperatonDefinition[]>('/process-definition', {
      processDefinitionId: key,
      active: true,
    });
    return found && this.get(found.id);
  }

  private async load(key: string): Promise<Definition> {
    try {
      const row = await this.engine.get<OperatonDefinition>(`/process-definition/${encodeURIComponent(key)}`);
      const originalXml = await this.original(row);
      const { processes } = await readBpmn(row.resource, originalXml);
      const model = processes.find((process) => process.id === row.key) ?? {
        id: row.key,
        elements: [],
        hasNoneStartEvent: true,
        hasStartListener: false,
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
