import type { Catalogue } from '../definitions/catalogue';
import type { OperatonClient } from '../operaton/client';
import { toOperatonAll } from '../operaton/variables';
import { awaitCompletion } from './awaiting';

/** A process instance to be created: by definition key, or by BPMN process id and version (the latest unless given). */
export interface Creation {
  processDefinitionKey?: string;
  processDefinitionId?: string;
  processDefinitionVersion?: number;
  variables?: Record<string, unknown>;
  startInstructions?: { elementId: string }[];
  /** Answer at the instance's end, with its variables. */
  awaitCompletion?: boolean;
  fetchVariables?: string[];
  requestTimeoutMs?: number;
}

export interface CreatedInstance {
  processDefinitionId: string;
  processDefinitionVersion: number;
  tenantId: string;
  variables: Record<string, unknown>;
  processDefinitionKey: string;
  processInstanceKey: string;
  tags: string[];
}

/** Creation of process instances. */
export class ProcessInstanceCreation {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
  ) {}

  /** Creates an instance. Throws NOT_FOUND for an unknown definition, 504 when its end is awaited in vain. */
  async create(creation: Creation): Promise<CreatedInstance> {
    const definition = creation.processDefinitionKey
      ? await this.catalogue.get(creation.processDefinitionKey)
      : await this.catalogue.byProcessId(creation.processDefinitionId!, creation.processDefinitionVersion);
    const instructions = (creation.startInstructions ?? []).map(({ elementId }) => ({
      type: 'startBeforeActivity',
      activityId: elementId,
    }));
    const { id } = await this.engine.post<{ id: string }>(`/process-definition/${definition.id}/start`, {
      variables: toOperatonAll(creation.variables),
      ...(instructions.length > 0 ? { startInstructions: instructions } : {}),
    });
    const variables = creation.awaitCompletion
      ? await awaitCompletion(this.engine, id, creation.requestTimeoutMs, creation.fetchVariables)
      : {};
    return {
      processDefinitionId: definition.key,
      processDefinitionVersion: definition.version,
      tenantId: '<default>',
      variables,
      processDefinitionKey: definition.id,
      processInstanceKey: id,
      tags: [],
    };
  }
}
