/** What can be searched for in the engine, in the words of Camunda 8's REST API. */
export const ENGINE_SEARCHES = [
  'process-definitions',
  'process-instances',
  'element-instances',
  'variables',
  'jobs',
  'incidents',
  'user-tasks',
  'decision-definitions',
] as const;
export type EngineSearch = (typeof ENGINE_SEARCHES)[number];

/** A search as Camunda 8's REST API takes it. */
export interface EngineSearchQuery {
  filter?: Record<string, unknown>;
  sort?: { field: string; order?: 'ASC' | 'DESC' }[];
  /** From an offset, or behind the row at which an earlier page ended. */
  page?: { from?: number; after?: string; limit?: number };
}

/** A row as the engine gives it: members by their names in Camunda 8's REST API. */
export type EngineRow = Record<string, unknown>;

/** A text of a row; null where the engine gives none. */
export const textOf = (row: EngineRow, name: string): string | null =>
  typeof row[name] === 'string' ? row[name] : null;

/** How many tokens are and were at an element. */
export interface ElementStatistics {
  elementId: string;
  active: number;
  canceled: number;
  incidents: number;
  completed: number;
}

/** Which element of a running instance continues as which element of another version. */
export interface ElementMapping {
  sourceElementId: string;
  targetElementId: string;
}

/** Elements to start and element instances to end in a running instance. */
export interface Modification {
  activate: string[];
  terminate: string[];
}

/**
 * The port of whoever watches and repairs the engine: searches and commands of Camunda 8's REST API and nothing else,
 * so that the monitor and the studio work on a Camunda 8 cluster as they do on the gateway.
 */
export abstract class EngineOperations {
  abstract search(
    kind: EngineSearch,
    query: EngineSearchQuery,
  ): Promise<{ items: EngineRow[]; total: number; end?: string }>;
  /** The diagram as it was deployed. */
  abstract processXml(processDefinitionKey: string): Promise<string>;
  /** The decision table as it was deployed. */
  abstract decisionXml(decisionDefinitionKey: string): Promise<string>;
  abstract elementStatistics(processDefinitionKey: string): Promise<ElementStatistics[]>;
  /** Starts an instance of the newest version; answers its key. */
  abstract createInstance(processDefinitionId: string, variables: Record<string, unknown>): Promise<string>;
  abstract cancelInstance(processInstanceKey: string): Promise<void>;
  abstract migrateInstance(processInstanceKey: string, targetKey: string, mappings: ElementMapping[]): Promise<void>;
  abstract modifyInstance(processInstanceKey: string, modification: Modification): Promise<void>;
  abstract setVariables(elementInstanceKey: string, variables: Record<string, unknown>): Promise<void>;
  abstract setRetries(jobKey: string, retries: number): Promise<void>;
  abstract resolveIncident(incidentKey: string): Promise<void>;
  abstract evaluateDecision(decisionDefinitionId: string, variables: Record<string, unknown>): Promise<unknown>;
  /** Removes a deployed version, as the trial does with what it deployed. */
  abstract deleteResource(resourceKey: string): Promise<void>;
}
