import { ApiProblem } from '../../common/problem';
import { checkTenant } from '../../common/tenant';
import type { Creation } from '../../process-instances/creation';
import type { MigrationPlan } from '../../process-instances/migration';
import type { Modification } from '../../process-instances/modification';
import { readBody, Violations } from '../body';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

type CreationBody = Omit<Creation, 'requestTimeoutMs'> & {
  requestTimeout?: number;
  tenantId?: string;
};

const CREATION = {
  processDefinitionId: 'text',
  processDefinitionKey: 'any',
  processDefinitionVersion: 'integer',
  variables: 'object',
  tenantId: 'text',
  operationReference: 'reference',
  startInstructions: 'list',
  runtimeInstructions: 'list',
  awaitCompletion: 'boolean',
  fetchVariables: 'texts',
  requestTimeout: 'integer',
  tags: 'texts',
} as const;

const MAX_TAGS = 10;
const TAG = /^[A-Za-z][A-Za-z0-9_\-:.]{0,99}$/;

/** Creation, cancellation, modification, migration and deletion of process instances. */
export const processInstanceCommands: Routes = (router, services) => {
  const { cancellation, modification, migration } = services;

  router.post('/process-instances', (request) => services.processInstances.create(creationOf(request.body)));

  router.post('/process-instances/:key/cancellation', (request) => {
    const key = keyParameter(request, 'processInstanceKey');
    readBody(request.body, { operationReference: 'reference' });
    return cancellation.cancel(key);
  });

  router.post('/process-instances/:key/deletion', (request) =>
    cancellation.delete(keyParameter(request, 'processInstanceKey')),
  );

  router.post('/process-instances/:key/modification', (request) => {
    const key = keyParameter(request, 'processInstanceKey');
    return modification.modify(key, modificationOf(request.body));
  });

  router.post('/process-instances/:key/migration', (request) => {
    const key = keyParameter(request, 'processInstanceKey');
    return migration.migrate(key, migrationOf(request.body));
  });
};

function creationOf(given: unknown): Creation {
  const body = readBody<CreationBody>(given, CREATION);
  const { processDefinitionId: id, processDefinitionKey: key, tags = [] } = body;
  const { startInstructions = [], runtimeInstructions = [] } = body;
  new Violations()
    .check(Boolean(id || key), 'At least one of [processDefinitionId, processDefinitionKey] is required')
    .check(!(id && key), 'Only one of [processDefinitionId, processDefinitionKey] is allowed')
    .key(key, 'processDefinitionKey')
    .check(
      startInstructions.every((instruction) => typeof instruction?.elementId === 'string'),
      'No elementId provided for start instruction',
    )
    .check(
      runtimeInstructions.every((instruction) => typeof instruction?.afterElementId === 'string'),
      'No afterElementId provided for runtime instruction',
    )
    .check(tags.length <= MAX_TAGS, `The number of tags is '${tags.length}' but must be at most ${MAX_TAGS}`)
    .check(
      tags.every((tag) => TAG.test(tag)),
      `The provided tag '${tags.find((tag) => !TAG.test(tag))}' is not valid. Tags must start with a letter (a-z, A-Z), followed by alphanumerics, underscores, minuses, colons, or periods. It must have a length of 100 characters or less`,
    )
    .refuse();
  checkTenant('Create Process Instance', body.tenantId);
  return { ...body, processDefinitionKey: key && String(key), requestTimeoutMs: body.requestTimeout };
}

function modificationOf(given: unknown): Modification {
  const body = readBody<Modification>(given, {
    operationReference: 'reference',
    activateInstructions: 'list',
    terminateInstructions: 'list',
    moveInstructions: 'list',
  });
  const { activateInstructions = [], terminateInstructions = [] } = body;
  if ((body.moveInstructions ?? []).length > 0) {
    throw new ApiProblem(400, 'Bad Request', 'Request property [moveInstructions] cannot be parsed');
  }
  const violations = new Violations();
  for (const activation of activateInstructions) {
    violations.required(activation?.elementId, 'elementId');
    violations.key(activation?.ancestorElementInstanceKey, 'ancestorElementInstanceKey');
    for (const { variables } of activation?.variableInstructions ?? []) violations.required(variables, 'variables');
  }
  for (const termination of terminateInstructions) {
    violations.required(termination?.elementInstanceKey, 'elementInstanceKey');
    violations.key(termination?.elementInstanceKey, 'elementInstanceKey');
  }
  violations.refuse();
  return {
    activateInstructions: activateInstructions.map((activation) => ({
      ...activation,
      ancestorElementInstanceKey:
        activation.ancestorElementInstanceKey == null ? undefined : String(activation.ancestorElementInstanceKey),
    })),
    terminateInstructions,
  };
}

/** A migration plan as clients give it. Throws for one without a target or mappings. */
export function migrationOf(given: unknown): MigrationPlan {
  const body = readBody<MigrationPlan>(given, {
    operationReference: 'reference',
    mappingInstructions: 'list',
    targetProcessDefinitionKey: 'any',
  });
  const { mappingInstructions = [], targetProcessDefinitionKey: target } = body;
  new Violations()
    .required(target, 'targetProcessDefinitionKey')
    .key(target, 'targetProcessDefinitionKey')
    .check(mappingInstructions.length > 0, 'No mappingInstructions provided')
    .check(
      mappingInstructions.every((mapping) => mapping?.sourceElementId && mapping.targetElementId),
      'The sourceElementId and targetElementId of each mapping instruction are required',
    )
    .refuse();
  return { mappingInstructions, targetProcessDefinitionKey: String(target) };
}
