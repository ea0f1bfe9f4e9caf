import { rejection } from '../common/rejection';
import type { Catalogue, Definition } from '../definitions/catalogue';
import { flatten, numberOf, type ElementInstances } from '../element-instances/lookup';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { toOperaton, toOperatonAll } from '../operaton/variables';

export interface VariableInstruction {
  variables: Record<string, unknown>;
  /** The element whose scope gets the variables; empty for the process instance. */
  scopeId?: string;
}

export interface ActivateInstruction {
  elementId: string;
  /** The scope to activate in; `-1` lets the engine find or make it. */
  ancestorElementInstanceKey?: string;
  variableInstructions?: VariableInstruction[];
}

/** All instances of `sourceElementId` end and as many start at `targetElementId`. */
export interface MoveInstruction {
  sourceElementId: string;
  targetElementId: string;
}

export interface Modification {
  activateInstructions?: ActivateInstruction[];
  terminateInstructions?: { elementInstanceKey: string }[];
  moveInstructions?: MoveInstruction[];
}

type Instance = ReturnType<ElementInstances['tree']> extends Promise<infer Tree> ? Tree : never;

/** Elements that cannot be activated from outside. */
const UNSUPPORTED = new Set([
  'START_EVENT',
  'SEQUENCE_FLOW',
  'BOUNDARY_EVENT',
  'EVENT_SUB_PROCESS_START',
  'UNSPECIFIED',
]);

/** Modification of running process instances: all instructions hold, or nothing changes. */
export class ProcessInstanceModification {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly elementInstances: ElementInstances,
  ) {}

  /** Throws NOT_FOUND when no such instance runs, INVALID_ARGUMENT naming the instructions that cannot hold. */
  async modify(key: string, modification: Modification): Promise<void> {
    const { definition, tree } = await this.instance(key);
    const nodes = [...flatten(tree)];
    const refuse = (problem: string) =>
      rejection(
        'MODIFY',
        'INVALID_ARGUMENT',
        `Expected to modify instance of process '${definition.key}' but it contains one or more ${problem}`,
      );
    checkActivations(definition, modification, nodes, refuse);
    const ended = terminated(modification, nodes, refuse);
    const activations = [...(modification.activateInstructions ?? []), ...movedTo(modification, nodes)];
    const globals = activations.flatMap(({ variableInstructions = [] }) =>
      variableInstructions.filter(({ scopeId }) => !scopeId || scopeId === definition.key),
    );
    if (globals.length > 0) {
      await this.engine.post(`/process-instance/${key}/variables`, {
        modifications: toOperatonAll(
          Object.assign({}, ...globals.map(({ variables }) => variables)) as object as Record<string, unknown>,
        ),
      });
    }
    const instructions = [
      ...activations.map((activation) => startOf(activation, definition, nodes)),
      ...ended.map((activityInstanceId) => ({ type: 'cancel', activityInstanceId })),
    ];
    if (instructions.length > 0) {
      await this.execute(key, definition, instructions);
    }
  }

  private async instance(key: string): Promise<{ definition: Definition; tree: Instance }> {
    try {
      const { definitionId } = await this.engine.get<{ definitionId: string }>(`/process-instance/${key}`);
      return { definition: await this.catalogue.get(definitionId), tree: await this.elementInstances.tree(key) };
    } catch (error) {
      if (error instanceof OperatonError && error.status === 404) {
        throw rejection(
          'MODIFY',
          'NOT_FOUND',
          `Expected to modify process instance but no process instance found with key '${key}'`,
        );
      }
      throw error;
    }
  }

  private async execute(key: string, definition: Definition, instructions: object[]): Promise<void> {
    try {
      await this.engine.post(`/process-instance/${key}/modification`, { instructions, skipIoMappings: false });
    } catch (error) {
      if (error instanceof OperatonError && error.status < 500) {
        throw rejection(
          'MODIFY',
          'INVALID_ARGUMENT',
          `Expected to modify instance of process '${definition.key}' but the engine refused it: ${error.message}`,
        );
      }
      throw error;
    }
  }
}

type Refuse = (problem: string) => Error;

function checkActivations(definition: Definition, modification: Modification, nodes: Instance[], refuse: Refuse): void {
  const ids = [
    ...(modification.activateInstructions ?? []).map(({ elementId }) => elementId),
    ...(modification.moveInstructions ?? []).map(({ targetElementId }) => targetElementId),
  ];
  const listed = (names: string[]) => names.join("', '");
  const unknown = ids.filter((id) => !definition.elements.has(id));
  if (unknown.length > 0) {
    throw refuse(`activate instructions with an element that could not be found: '${listed(unknown)}'`);
  }
  const unsupported = ids.filter((id) => UNSUPPORTED.has(definition.elements.get(id)!.type));
  if (unsupported.length > 0) {
    throw refuse(
      `activate instructions for elements that are unsupported: '${listed(unsupported)}'. The activation of elements of type ${[...UNSUPPORTED].join(', ')} is not supported.`,
    );
  }
  const adHoc = ids.filter((id) =>
    ancestorsOf(definition, id).some((parent) => definition.elements.get(parent)?.type === 'AD_HOC_SUB_PROCESS'),
  );
  if (adHoc.length > 0) {
    throw refuse(
      `activate instructions for elements inside an ad-hoc sub-process, which is not supported: '${listed(adHoc)}'`,
    );
  }
  for (const {
    elementId,
    ancestorElementInstanceKey,
    variableInstructions = [],
  } of modification.activateInstructions ?? []) {
    if (isGiven(ancestorElementInstanceKey) && !nodes.some(({ id }) => numberOf(id) === ancestorElementInstanceKey)) {
      throw refuse(
        `activate instructions with an ancestor scope key that does not exist, or is not in an active state: '${ancestorElementInstanceKey}'`,
      );
    }
    const scopes = new Set(['', definition.key, elementId, ...ancestorsOf(definition, elementId)]);
    for (const { scopeId = '' } of variableInstructions) {
      if (scopeId !== '' && scopeId !== definition.key && !definition.elements.has(scopeId)) {
        throw refuse(`variable instructions with a scope element that could not be found: '${scopeId}'`);
      }
      if (!scopes.has(scopeId)) {
        throw refuse(
          `variable instructions with a scope element that doesn't belong to the activating element's flow scope. These variables should be set before or after the modification.`,
        );
      }
    }
  }
}

function terminated(modification: Modification, nodes: Instance[], refuse: Refuse): string[] {
  const keys = (modification.terminateInstructions ?? []).map(({ elementInstanceKey }) => String(elementInstanceKey));
  const unknown = keys.filter((key) => !nodes.some(({ id }) => numberOf(id) === key));
  if (unknown.length > 0) {
    throw refuse(`terminate instructions with an element instance that could not be found: '${unknown.join("', '")}'`);
  }
  const moved = (modification.moveInstructions ?? []).map(({ sourceElementId }) => sourceElementId);
  return nodes
    .filter(({ id, activityId }) => keys.includes(numberOf(id)) || moved.includes(activityId))
    .map(({ id }) => id);
}

function movedTo(modification: Modification, nodes: Instance[]): ActivateInstruction[] {
  return (modification.moveInstructions ?? []).flatMap(({ sourceElementId, targetElementId }) =>
    nodes.filter(({ activityId }) => activityId === sourceElementId).map(() => ({ elementId: targetElementId })),
  );
}

function startOf(activation: ActivateInstruction, definition: Definition, nodes: Instance[]): object {
  const { elementId, ancestorElementInstanceKey, variableInstructions = [] } = activation;
  const local = variableInstructions.filter(({ scopeId }) => scopeId && scopeId !== definition.key);
  return {
    type: 'startBeforeActivity',
    activityId: elementId,
    ...(isGiven(ancestorElementInstanceKey)
      ? { ancestorActivityInstanceId: nodes.find(({ id }) => numberOf(id) === ancestorElementInstanceKey)!.id }
      : {}),
    variables: Object.fromEntries(
      local.flatMap(({ variables }) =>
        Object.entries(variables).map(([name, value]) => [name, { ...toOperaton(value), local: true }]),
      ),
    ),
  };
}

function ancestorsOf(definition: Definition, elementId: string): string[] {
  const parentId = definition.elements.get(elementId)?.parentId;
  return parentId && definition.elements.has(parentId) ? [parentId, ...ancestorsOf(definition, parentId)] : [];
}

const isGiven = (key: string | undefined): key is string =>
  key !== undefined && key !== '' && key !== '-1' && key !== '0';
