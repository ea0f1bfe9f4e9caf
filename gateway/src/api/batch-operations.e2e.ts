import { randomUUID } from 'node:crypto';
import { commandClient, deploy, diagram, eventually, jobTask, userTask } from './commands.support';

jest.setTimeout(120_000);

const { call, post, create } = commandClient();
const id = `batch-${randomUUID().slice(0, 8)}`;
const filter = { processDefinitionId: id };

/** A batch operation, when it has ended. */
async function ended(path: string, body: object) {
  const { batchOperationKey } = await post(path, body);
  let operation = (await call('GET', `/batch-operations/${batchOperationKey}`)).body;
  await eventually(async () => {
    operation = (await call('GET', `/batch-operations/${batchOperationKey}`)).body;
    return !['CREATED', 'ACTIVE'].includes(operation.state as string);
  });
  return operation;
}

const states = async () =>
  (await post('/process-instances/search', { filter })).items.map(({ state }: { state: string }) => state);

describe('Batch operations', () => {
  let target: string;

  beforeAll(async () => {
    await deploy(`${id}.bpmn`, diagram(id, [jobTask('work', id), userTask('decide')]));
    const other = await deploy(`${id}-2.bpmn`, diagram(`${id}-2`, [jobTask('work', id), userTask('decide')]));
    target = other.deployments[0].processDefinition.processDefinitionKey;
  });

  it('resolveIncidentsBatchOperation: every incident of the instances found', async () => {
    for (let count = 0; count < 2; count++) await create(id);
    const activation = { type: id, timeout: 60_000, maxJobsToActivate: 2, requestTimeout: 20_000 };
    for (let failed = 0; failed < 2;) {
      for (const { jobKey } of (await post('/jobs/activation', activation)).jobs) {
        await post(`/jobs/${jobKey}/failure`, { retries: 0 });
        failed++;
      }
    }
    const operation = await ended('/process-instances/incident-resolution', { filter });
    expect(operation).toMatchObject({
      batchOperationType: 'RESOLVE_INCIDENT',
      state: 'COMPLETED',
      operationsTotalCount: 2,
      operationsCompletedCount: 2,
    });
    const open = await post('/incidents/search', { filter: { processDefinitionId: id, state: 'ACTIVE' } });
    expect(open.items).toHaveLength(0);
  });

  it('modifyProcessInstancesBatchOperation: tokens move from one element to another', async () => {
    const moveInstructions = [{ sourceElementId: 'work', targetElementId: 'decide' }];
    const operation = await ended('/process-instances/modification', { filter, moveInstructions });
    expect(operation).toMatchObject({ state: 'COMPLETED', operationsCompletedCount: 2, operationsFailedCount: 0 });
    const tasks = await post('/user-tasks/search', { filter: { processDefinitionId: id, state: 'CREATED' } });
    expect(tasks.items).toHaveLength(2);
  });

  it('migrateProcessInstancesBatchOperation: what cannot be done is counted and explained', async () => {
    await create(id);
    const migrationPlan = {
      targetProcessDefinitionKey: target,
      mappingInstructions: [{ sourceElementId: 'decide', targetElementId: 'decide' }],
    };
    const operation = await ended('/process-instances/migration', { filter, migrationPlan });
    expect(operation).toMatchObject({ operationsTotalCount: 3, operationsCompletedCount: 2, operationsFailedCount: 1 });
    const { items } = await post('/batch-operation-items/search', {
      filter: { batchOperationKey: operation.batchOperationKey, state: 'FAILED' },
    });
    expect(items[0].errorMessage).toContain("no mapping instruction defined for active element with id 'work'");
  });

  it('cancelProcessInstancesBatchOperation, deleteProcessInstancesBatchOperation: the instances end, then are gone', async () => {
    expect(await ended('/process-instances/cancellation', { filter })).toMatchObject({ operationsCompletedCount: 1 });
    expect(await states()).toEqual(['TERMINATED']);
    await ended('/process-instances/deletion', { filter });
    expect((await call('POST', '/process-instances/search', { filter })).body.items).toEqual([]);
    expect(await ended('/process-instances/cancellation', { filter })).toMatchObject({
      state: 'COMPLETED',
      operationsTotalCount: 0,
    });
  });

  it('suspendBatchOperation, resumeBatchOperation, cancelBatchOperation: one that has ended is refused', async () => {
    const { batchOperationKey } = await ended('/process-instances/cancellation', { filter });
    for (const command of ['suspension', 'resumption', 'cancellation']) {
      const answer = await call('POST', `/batch-operations/${batchOperationKey}/${command}`, {});
      expect(answer.body).toMatchObject({ status: 409, title: 'INVALID_STATE' });
    }
    for (let count = 0; count < 30; count++) await create(id);
    const held = (await post('/process-instances/cancellation', { filter })).batchOperationKey;
    const suspended = await call('POST', `/batch-operations/${held}/suspension`, {});
    expect(suspended.status).toBe(204);
    expect((await call('POST', `/batch-operations/${held}/resumption`, {})).status).toBe(204);
    expect((await call('POST', `/batch-operations/${held}/cancellation`, {})).status).toBe(204);
    expect((await call('GET', `/batch-operations/${held}`)).body.state).toBe('CANCELED');
    // what was in hand is done; nothing else is
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await ended('/process-instances/cancellation', { filter })).toMatchObject({ operationsFailedCount: 0 });
  });

  it('deleteProcessInstance, resolveProcessInstanceIncidents: one that runs is not deleted; its incidents are resolved', async () => {
    const { processInstanceKey } = await create(id);
    const refused = await call('POST', `/process-instances/${processInstanceKey}/deletion`, {});
    expect(refused.body).toMatchObject({ status: 409, title: 'INVALID_STATE' });
    expect(await ended(`/process-instances/${processInstanceKey}/incident-resolution`, {})).toMatchObject({
      batchOperationType: 'RESOLVE_INCIDENT',
    });
    await post(`/process-instances/${processInstanceKey}/cancellation`, {});
    expect((await call('POST', `/process-instances/${processInstanceKey}/deletion`, {})).status).toBe(204);
  });
});
