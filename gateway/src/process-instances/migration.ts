import { rejection } from '../common/rejection';
import type { Catalogue, Definition } from '../definitions/catalogue';
import { flatten, type ElementInstances } from '../element-instances/lookup';
import { OperatonError, type OperatonClient } from '../operaton/client';

export interface MigrationPlan {
  targetProcessDefinitionKey: string;
  mappingInstructions: { sourceElementId: string; targetElementId: string }[];
}

/** Migration of running process instances to another process definition. */
export class ProcessInstanceMigration {
  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly elementInstances: ElementInstances,
  ) {}

  /**
   * Migrates an instance. Throws NOT_FOUND for an unknown instance or definition, INVALID_ARGUMENT for mappings of elements that do
   * not exist, INVALID_STATE for active elements without a fitting mapping.
   */
  async migrate(key: string, plan: MigrationPlan): Promise<void> {
    const source = await this.sourceOf(key);
    const target = await this.catalogue.active(plan.targetProcessDefinitionKey);
    if (!target) {
      throw rejection(
        'MIGRATE',
        'NOT_FOUND',
        `Expected to migrate process instance to process definition but no process definition found with key '${plan.targetProcessDefinitionKey}'`,
      );
    }
    checkMappings(key, plan, source, target);
    await this.checkActive(key, plan, source, target);
    try {
      await this.engine.post('/migration/execute', {
        migrationPlan: {
          sourceProcessDefinitionId: source.id,
          targetProcessDefinitionId: target.id,
          instructions: plan.mappingInstructions.map(({ sourceElementId, targetElementId }) => ({
            sourceActivityIds: [sourceElementId],
            targetActivityIds: [targetElementId],
            updateEventTrigger: hasTrigger(target, targetElementId),
          })),
        },
        processInstanceIds: [key],
        skipCustomListeners: true,
        skipIoMappings: true,
      });
    } catch (error) {
      if (error instanceof OperatonError && error.status < 500) {
        throw rejection(
          'MIGRATE',
          'INVALID_STATE',
          `Expected to migrate process instance '${key}' but the engine refused it: ${error.message}`,
        );
      }
      throw error;
    }
  }

  private async sourceOf(key: string): Promise<Definition> {
    try {
      const { definitionId } = await this.engine.get<{ definitionId: string }>(`/process-instance/${key}`);
      return await this.catalogue.get(definitionId);
    } catch (error) {
      if (error instanceof OperatonError && error.status === 404) {
        throw rejection(
          'MIGRATE',
          'NOT_FOUND',
          `Expected to migrate process instance but no process instance found with key '${key}'`,
        );
      }
      throw error;
    }
  }

  private async checkActive(key: string, plan: MigrationPlan, source: Definition, target: Definition): Promise<void> {
    const mapped = new Map(
      plan.mappingInstructions.map((mapping) => [mapping.sourceElementId, mapping.targetElementId]),
    );
    for (const { activityId } of flatten(await this.elementInstances.tree(key))) {
      const elementId = activityId.replace(/#multiInstanceBody$/, '');
      const element = source.elements.get(elementId);
      if (!element) {
        continue;
      }
      const targetId = mapped.get(elementId);
      if (targetId === undefined) {
        throw rejection(
          'MIGRATE',
          'INVALID_STATE',
          `Expected to migrate process instance '${key}' but no mapping instruction defined for active element with id '${elementId}'. Elements cannot be migrated without a mapping.`,
        );
      }
      const { type } = target.elements.get(targetId)!;
      if (type !== element.type) {
        throw rejection(
          'MIGRATE',
          'INVALID_STATE',
          `Expected to migrate process instance '${key}' but active element with id '${elementId}' and type '${element.type}' is mapped to an element with id '${targetId}' and different type '${type}'. Elements must be mapped to elements of the same type.`,
        );
      }
    }
  }
}

function checkMappings(key: string, plan: MigrationPlan, source: Definition, target: Definition): void {
  const refuse = (problem: string) =>
    rejection(
      'MIGRATE',
      'INVALID_ARGUMENT',
      `Expected to migrate process instance '${key}' but mapping instructions contain ${problem}`,
    );
  const sources = plan.mappingInstructions.map(({ sourceElementId }) => sourceElementId);
  const twice = sources.filter((id, index) => sources.indexOf(id) !== index);
  if (twice.length > 0) {
    throw refuse(`duplicate source element ids '[${[...new Set(twice)].join(', ')}]'.`);
  }
  for (const { sourceElementId, targetElementId } of plan.mappingInstructions) {
    if (!source.elements.has(sourceElementId)) {
      throw refuse(
        `a non-existing source element id '${sourceElementId}'. Elements provided in mapping instructions must exist in the source process definition.`,
      );
    }
    if (!target.elements.has(targetElementId)) {
      throw refuse(
        `a non-existing target element id '${targetElementId}'. Elements provided in mapping instructions must exist in the target process definition.`,
      );
    }
  }
}

/** Events that wait take the target's timer, message or signal; other elements have nothing to update. */
function hasTrigger(target: Definition, elementId: string): boolean {
  const type = target.elements.get(elementId)?.type ?? '';
  return type === 'BOUNDARY_EVENT' || type === 'INTERMEDIATE_CATCH_EVENT' || type === 'RECEIVE_TASK';
}
