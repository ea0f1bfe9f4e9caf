import { Injectable } from '@nestjs/common';
import { camundaClient, NOW } from './camunda-client';
import {
  type ElementMapping,
  type ElementStatistics,
  EngineOperations,
  type EngineRow,
  type EngineSearch,
  type EngineSearchQuery,
  type Modification,
} from './engine-operations';

type Found = { items?: unknown[]; page: { totalItems: unknown; endCursor?: unknown } };
type Search = (query: never, options: typeof NOW) => Promise<Found>;

/** EngineOperations over @camunda8/sdk. */
@Injectable()
export class CamundaEngineOperations extends EngineOperations {
  async search(
    kind: EngineSearch,
    query: EngineSearchQuery,
  ): Promise<{ items: EngineRow[]; total: number; end?: string }> {
    const camunda = camundaClient();
    const searches: Record<EngineSearch, Search> = {
      'process-definitions': (asked, options) => camunda.searchProcessDefinitions(asked, options),
      'process-instances': (asked, options) => camunda.searchProcessInstances(asked, options),
      'element-instances': (asked, options) => camunda.searchElementInstances(asked, options),
      variables: (asked, options) => camunda.searchVariables(asked, options),
      jobs: (asked, options) => camunda.searchJobs(asked, options),
      incidents: (asked, options) => camunda.searchIncidents(asked, options),
      'user-tasks': (asked, options) => camunda.searchUserTasks(asked, options),
      'decision-definitions': (asked, options) => camunda.searchDecisionDefinitions(asked, options),
    };
    const found = await searches[kind](query as never, NOW);
    const { totalItems, endCursor } = found.page;
    return {
      items: (found.items ?? []) as EngineRow[],
      total: Number(totalItems),
      end: typeof endCursor === 'string' ? endCursor : undefined,
    };
  }

  async processXml(processDefinitionKey: string): Promise<string> {
    return String(await camundaClient().getProcessDefinitionXml({ processDefinitionKey }, NOW));
  }

  async decisionXml(decisionDefinitionKey: string): Promise<string> {
    return String(await camundaClient().getDecisionDefinitionXml({ decisionDefinitionKey }, NOW));
  }

  async elementStatistics(processDefinitionKey: string): Promise<ElementStatistics[]> {
    const { items } = await camundaClient().getProcessDefinitionStatistics({ processDefinitionKey, filter: {} }, NOW);
    return (items ?? []).map((row) => ({
      elementId: String(row.elementId),
      active: Number(row.active ?? 0),
      canceled: Number(row.canceled ?? 0),
      incidents: Number(row.incidents ?? 0),
      completed: Number(row.completed ?? 0),
    }));
  }

  async createInstance(processDefinitionId: string, variables: Record<string, unknown>): Promise<string> {
    const made = await camundaClient().createProcessInstance({ processDefinitionId, variables });
    return String(made.processInstanceKey);
  }

  async cancelInstance(processInstanceKey: string): Promise<void> {
    await camundaClient().cancelProcessInstance({ processInstanceKey });
  }

  async migrateInstance(processInstanceKey: string, targetKey: string, mappings: ElementMapping[]): Promise<void> {
    await camundaClient().migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey: targetKey,
      mappingInstructions: mappings,
    });
  }

  async modifyInstance(processInstanceKey: string, { activate, terminate }: Modification): Promise<void> {
    await camundaClient().modifyProcessInstance({
      processInstanceKey,
      activateInstructions: activate.map((elementId) => ({ elementId })),
      terminateInstructions: terminate.map((elementInstanceKey) => ({ elementInstanceKey })),
    });
  }

  async setVariables(elementInstanceKey: string, variables: Record<string, unknown>): Promise<void> {
    await camundaClient().createElementInstanceVariables({ elementInstanceKey, variables });
  }

  async setRetries(jobKey: string, retries: number): Promise<void> {
    await camundaClient().updateJob({ jobKey, changeset: { retries } });
  }

  async resolveIncident(incidentKey: string): Promise<void> {
    await camundaClient().resolveIncident({ incidentKey });
  }

  async evaluateDecision(decisionDefinitionId: string, variables: Record<string, unknown>): Promise<unknown> {
    const { output } = await camundaClient().evaluateDecision({ decisionDefinitionId, variables });
    try {
      return JSON.parse(String(output)) as unknown;
    } catch {
      return output;
    }
  }

  async deleteResource(resourceKey: string): Promise<void> {
    await camundaClient().deleteResource({ resourceKey });
  }
}
