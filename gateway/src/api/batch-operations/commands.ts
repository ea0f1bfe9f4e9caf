import type { MoveInstruction } from '../../process-instances/modification';
import { processInstanceResource } from '../../read/resources/process-instances';
import { incidentResource } from '../../read/resources/incidents';
import { readBody, Violations } from '../body';
import { keyParameter } from '../parameters';
import { migrationOf } from '../process-instances/commands';
import type { Routes } from '../routes';
import type { Services } from '../services';

type Filter = Record<string, unknown>;

/** Batch operations over the process instances that a filter finds when the request comes. */
export const batchOperationCommands: Routes = (router, services) => {
  const { batchOperations } = services;

  router.post('/process-instances/cancellation', async (request) => {
    const { filter } = readBody<{ filter?: Filter }>(request.body, { filter: 'object' });
    return batchOperations.create('CANCEL_PROCESS_INSTANCE', {}, await roots(services, filter));
  });

  router.post('/process-instances/deletion', async (request) => {
    const { filter } = readBody<{ filter?: Filter }>(request.body, { filter: 'object' });
    return batchOperations.create('DELETE_PROCESS_INSTANCE', {}, await ended(services, filter));
  });

  router.post('/process-instances/:key/incident-resolution', async (request) => {
    const key = keyParameter(request, 'processInstanceKey');
    return batchOperations.create('RESOLVE_INCIDENT', {}, await incidentsOf(services, { processInstanceKey: key }));
  });

  router.post('/process-instances/incident-resolution', async (request) => {
    const { filter } = readBody<{ filter?: Filter }>(request.body, { filter: 'object' });
    return batchOperations.create('RESOLVE_INCIDENT', {}, await incidentsOf(services, filter));
  });

  router.post('/process-instances/migration', async (request) => {
    const body = readBody<{ filter?: Filter; migrationPlan?: object }>(request.body, {
      filter: 'object',
      migrationPlan: 'object',
    });
    new Violations().required(body.migrationPlan, 'migrationPlan').refuse();
    const plan = migrationOf(body.migrationPlan);
    return batchOperations.create('MIGRATE_PROCESS_INSTANCE', plan, await running(services, body.filter));
  });

  router.post('/process-instances/modification', async (request) => {
    const body = readBody<{ filter?: Filter; moveInstructions?: MoveInstruction[] }>(request.body, {
      filter: 'object',
      moveInstructions: 'list',
    });
    const { moveInstructions = [] } = body;
    new Violations()
      .check(moveInstructions.length > 0, 'No moveInstructions provided')
      .check(
        moveInstructions.every((move) => move?.sourceElementId && move.targetElementId),
        'The sourceElementId and targetElementId of each move instruction are required',
      )
      .refuse();
    return batchOperations.create(
      'MODIFY_PROCESS_INSTANCE',
      { moveInstructions },
      await running(services, body.filter),
    );
  });

  router.post('/batch-operations/:key/suspension', (request) =>
    batchOperations.suspend(keyParameter(request, 'batchOperationKey')),
  );
  router.post('/batch-operations/:key/resumption', (request) =>
    batchOperations.resume(keyParameter(request, 'batchOperationKey')),
  );
  router.post('/batch-operations/:key/cancellation', (request) =>
    batchOperations.cancel(keyParameter(request, 'batchOperationKey')),
  );
};

function checked(filter: Filter | undefined): Filter {
  new Violations()
    .required(filter, 'filter')
    .check(filter === undefined || Object.keys(filter).length > 0, 'At least one filter criterion is required')
    .refuse();
  return filter!;
}

async function running({ read }: Services, filter: Filter | undefined) {
  const keys = await read.keys(processInstanceResource, { ...checked(filter), state: 'ACTIVE' });
  return keys.map((key) => ({ itemKey: key, processInstanceKey: key }));
}

async function ended({ read }: Services, filter: Filter | undefined) {
  const keys = await read.keys(processInstanceResource, {
    ...checked(filter),
    state: { $in: ['COMPLETED', 'TERMINATED'] },
  });
  return keys.map((key) => ({ itemKey: key, processInstanceKey: key }));
}

/** Called instances go with those that called them. */
async function roots(services: Services, filter: Filter | undefined) {
  const parentless = { parentProcessInstanceKey: { $exists: false } };
  return running(services, { ...parentless, ...checked(filter) });
}

async function incidentsOf(services: Services, filter: Filter | undefined) {
  const instances = (await running(services, filter)).map(({ processInstanceKey }) => processInstanceKey);
  if (instances.length === 0) {
    return [];
  }
  const found = (await services.read.all(incidentResource, {
    processInstanceKey: { $in: instances },
    state: 'ACTIVE',
  })) as { incidentKey: string; processInstanceKey: string }[];
  return found.map(({ incidentKey, processInstanceKey }) => ({ itemKey: incidentKey, processInstanceKey }));
}
