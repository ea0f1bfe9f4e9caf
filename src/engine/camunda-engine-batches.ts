import { Injectable } from '@nestjs/common';
import { camundaClient, NOW } from './camunda-client';
import {
  type BatchCommand,
  type BatchFailure,
  type BatchFilter,
  type BatchProgress,
  EngineBatches,
} from './engine-batches';

const FAILURES_TOLD = 100;

/** EngineBatches over @camunda8/sdk. */
@Injectable()
export class CamundaEngineBatches extends EngineBatches {
  async start({ processDefinitionKey, keys, hasIncident }: BatchFilter, command: BatchCommand): Promise<string> {
    const camunda = camundaClient();
    const filter = {
      ...(processDefinitionKey ? { processDefinitionKey } : {}),
      state: 'ACTIVE' as const,
      ...(keys ? { processInstanceKey: { $in: keys } } : {}),
      ...(hasIncident ? { hasIncident } : {}),
      // the SDK brands the keys inside of filters even in its loose client
    } as never;
    const begin = () => {
      if (command.kind === 'cancel') return camunda.cancelProcessInstancesBatchOperation({ filter }, NOW);
      if (command.kind === 'retry') return camunda.resolveIncidentsBatchOperation({ filter }, NOW);
      if (command.kind === 'modify') {
        return camunda.modifyProcessInstancesBatchOperation({ filter, moveInstructions: command.moves }, NOW);
      }
      const { targetKey, mappings } = command;
      const migrationPlan = { targetProcessDefinitionKey: targetKey, mappingInstructions: mappings };
      return camunda.migrateProcessInstancesBatchOperation({ filter, migrationPlan }, NOW);
    };
    return String((await begin()).batchOperationKey);
  }

  async progress(batchOperationKey: string): Promise<BatchProgress> {
    const found = await camundaClient().getBatchOperation({ batchOperationKey }, NOW);
    return {
      state: String(found.state),
      total: Number(found.operationsTotalCount ?? 0),
      done: Number(found.operationsCompletedCount ?? 0),
      failed: Number(found.operationsFailedCount ?? 0),
    };
  }

  async failures(batchOperationKey: string): Promise<BatchFailure[]> {
    const { items } = await camundaClient().searchBatchOperationItems(
      { filter: { batchOperationKey, state: 'FAILED' }, page: { limit: FAILURES_TOLD } },
      NOW,
    );
    return (items ?? []).map(({ processInstanceKey, errorMessage }) => ({
      instance: String(processInstanceKey),
      message: errorMessage ?? '',
    }));
  }

  async stop(batchOperationKey: string): Promise<void> {
    await camundaClient().cancelBatchOperation({ batchOperationKey }, NOW);
  }
}
