import { ApiProblem, notFound } from '../common/problem';
import { rejection } from '../common/rejection';
import { DEFAULT_TENANT } from '../common/tenant';
import type { Catalogue, Definition } from '../definitions/catalogue';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { RUNTIME_MARK, TERMINATE_AFTER_VARIABLE } from '../operaton/runtime-convention';
import { TAGS_VARIABLE } from '../operaton/tags-convention';
import { toOperaton, toOperatonAll } from '../operaton/variables';
import { awaitCompletion } from './awaiting';

/** A process instance to be created: by definition key, or by BPMN process id and version (the latest unless given). */
export interface Creation {
  processDefinitionKey?: string;
  processDefinitionId?: string;
  processDefinitionVersion?: number;
  variables?: Record<string, unknown>;
  /** Where to start instead of the none start event. */
  startInstructions?: { elementId: string }[];
  /** Elements after which the instance is terminated. */
  runtimeInstructions?: { afterElementId: string }[];
  tags?: string[];
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

/** Elements that no instance can start at, and why Zeebe says so. */
const NO_START = new Set(['START_EVENT', 'SEQUENCE_FLOW', 'BOUNDARY_EVENT', 'UNSPECIFIED']);

/** Creation of process instances. */
export class ProcessInstanceCreation {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
  ) {}

  /** Creates an instance. Throws NOT_FOUND for an unknown definition, 504 when its end is awaited in vain. */
  async create(creation: Creation): Promise<CreatedInstance> {
    const definition = await this.definitionOf(creation);
    const tags = [...new Set(creation.tags ?? [])];
    const processInstanceKey = await this.start(definition, creation, tags);
    const variables = creation.awaitCompletion
      ? await awaitCompletion(this.engine, processInstanceKey, creation.requestTimeoutMs, creation.fetchVariables)
      : {};
    return {
      processDefinitionId: definition.key,
      processDefinitionVersion: definition.version,
      tenantId: DEFAULT_TENANT,
      variables,
      processDefinitionKey: definition.id,
      processInstanceKey,
      tags,
    };
  }

  private async definitionOf(creation: Creation): Promise<Definition> {
    const { processDefinitionKey: key, processDefinitionId: id, processDefinitionVersion: version } = creation;
    if (!key && !id) {
      throw rejection(
        'CREATE',
        'INVALID_ARGUMENT',
        'Expected at least a bpmnProcessId or a key greater than -1, but none given',
      );
    }
    const found = key
      ? await this.catalogue.active(key)
      : await this.catalogue.activeByProcessId(id!, version && version > 0 ? version : undefined);
    if (found) {
      return found;
    }
    const wanted = key
      ? `key '${key}'`
      : `process ID '${id}'${version && version > 0 ? ` and version '${version}'` : ''}`;
    throw rejection('CREATE', 'NOT_FOUND', `Expected to find process definition with ${wanted}, but none found`);
  }

  private async start(definition: Definition, creation: Creation, tags: string[]): Promise<string> {
    const last = (creation.runtimeInstructions ?? []).map(({ afterElementId }) => afterElementId);
    last.forEach((elementId) => checkRuntimeInstruction(definition, elementId));
    const elementIds = (creation.startInstructions ?? []).map(({ elementId }) => elementId);
    elementIds.forEach((elementId) => checkStart(definition, elementId));
    if (elementIds.length > 0 && definition.model.hasStartListener) {
      throw new ApiProblem(
        501,
        'NOT_IMPLEMENTED',
        'Start instructions for a process with start listeners are not supported by this gateway',
      );
    }
    if (elementIds.length === 0 && !definition.model.hasNoneStartEvent) {
      throw rejection(
        'CREATE',
        'INVALID_STATE',
        'Expected to create instance of process with none start event, but there is no such event',
      );
    }
    try {
      const { id } = await this.engine.post<{ id: string }>(`/process-definition/${definition.id}/start`, {
        ...(last.length > 0 ? { businessKey: RUNTIME_MARK } : {}),
        variables: {
          ...toOperatonAll(creation.variables),
          ...(last.length > 0 ? { [TERMINATE_AFTER_VARIABLE]: toOperaton(JSON.stringify(last)) } : {}),
          ...(tags.length > 0 ? { [TAGS_VARIABLE]: toOperaton(JSON.stringify(tags)) } : {}),
        },
        ...(elementIds.length > 0
          ? { startInstructions: elementIds.map((activityId) => ({ type: 'startBeforeActivity', activityId })) }
          : {}),
      });
      return id;
    } catch (error) {
      if (error instanceof OperatonError && /is suspended/i.test(error.message)) {
        throw notFound(`Expected to find process definition with key '${definition.id}', but none found`);
      }
      throw error;
    }
  }
}

function checkRuntimeInstruction(definition: Definition, elementId: string): void {
  if (!definition.elements.has(elementId)) {
    throw rejection(
      'CREATE',
      'INVALID_ARGUMENT',
      `Expected to create instance of process with runtime instructions but no element found with id '${elementId}'.`,
    );
  }
}

function checkStart(definition: Definition, elementId: string): void {
  const refuse = (why: string) =>
    rejection(
      'CREATE',
      'INVALID_ARGUMENT',
      `Expected to create instance of process with start instructions but ${why}`,
    );
  const element = definition.elements.get(elementId);
  if (!element) {
    throw refuse(`no element found with id '${elementId}'.`);
  }
  if (NO_START.has(element.type)) {
    throw refuse(
      `the element with id '${elementId}' targets unsupported element type '${element.type}'. Supported element types are: all but ${[...NO_START].join(', ')}`,
    );
  }
  for (let parent = definition.elements.get(element.parentId ?? ''); parent;) {
    if (parent.type === 'AD_HOC_SUB_PROCESS') {
      throw refuse(`the element with id '${elementId}' is inside an ad-hoc sub-process, which is not supported.`);
    }
    if (parent.isMultiInstance) {
      throw refuse(
        `the element with id '${elementId}' is inside a multi-instance subprocess. The creation of elements inside a multi-instance subprocess is not supported.`,
      );
    }
    parent = definition.elements.get(parent.parentId ?? '');
  }
}
