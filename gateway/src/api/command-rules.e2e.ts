import { randomBytes } from 'node:crypto';
import { commandClient, deploy, diagram, jobTask, message, receiveTask, userTask } from './commands.support';

jest.setTimeout(120_000);

const { post, call, eventually, create } = commandClient();
const EMPTY = { variables: {} };

/** What Camunda 8 answers to commands that it refuses: method, path, body, status, title, and what the detail says. */
const REFUSED: [
  what: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  title: string,
  says: string,
][] = [
  ['a key that is none', 'POST', '/process-instances/abc/cancellation', {}, 400, 'Bad Request', "'abc'"],
  ['a property that there is not', 'POST', '/jobs/activation', { typ: 'x' }, 400, 'Bad Request', '[typ]'],
  [
    'everything that is missing at once',
    'POST',
    '/jobs/activation',
    {},
    400,
    'INVALID_ARGUMENT',
    'No type provided. No timeout provided. No maxJobsToActivate provided.',
  ],
  [
    'jobs of another tenant',
    'POST',
    '/jobs/activation',
    { type: 'x', timeout: 1, maxJobsToActivate: 1, tenantIds: ['red'] },
    400,
    'INVALID_ARGUMENT',
    'multi-tenancy is disabled',
  ],
  [
    'a process that is not deployed',
    'POST',
    '/process-instances',
    { processDefinitionId: 'none' },
    404,
    'NOT_FOUND',
    "process ID 'none', but none found",
  ],
  [
    'a definition by id and key',
    'POST',
    '/process-instances',
    { processDefinitionId: 'a', processDefinitionKey: '1' },
    400,
    'INVALID_ARGUMENT',
    'Only one of [processDefinitionId, processDefinitionKey] is allowed',
  ],
  [
    'a start where nothing is',
    'POST',
    '/process-instances',
    { processDefinitionId: 'commands', startInstructions: [{ elementId: 'x' }] },
    400,
    'INVALID_ARGUMENT',
    "no element found with id 'x'",
  ],
  [
    'a runtime instruction about no element',
    'POST',
    '/process-instances',
    { processDefinitionId: 'commands', runtimeInstructions: [{ afterElementId: 'x' }] },
    400,
    'INVALID_ARGUMENT',
    "no element found with id 'x'",
  ],
  [
    'a tag that is none',
    'POST',
    '/process-instances',
    { processDefinitionId: 'commands', tags: ['1x'] },
    400,
    'INVALID_ARGUMENT',
    "'1x'",
  ],
  [
    'the cancellation of what does not run',
    'POST',
    '/process-instances/1/cancellation',
    {},
    404,
    'NOT_FOUND',
    "Command 'CANCEL' rejected with code 'NOT_FOUND'",
  ],
  [
    'the modification of what does not run',
    'POST',
    '/process-instances/1/modification',
    {},
    404,
    'NOT_FOUND',
    "Command 'MODIFY' rejected with code 'NOT_FOUND'",
  ],
  [
    'the migration of what does not run',
    'POST',
    '/process-instances/1/migration',
    { targetProcessDefinitionKey: '1', mappingInstructions: [{ sourceElementId: 'a', targetElementId: 'a' }] },
    404,
    'NOT_FOUND',
    "Command 'MIGRATE' rejected with code 'NOT_FOUND'",
  ],
  [
    'variables of what does not run',
    'PUT',
    '/element-instances/1/variables',
    EMPTY,
    404,
    'NOT_FOUND',
    "with key '1', but no such element was found",
  ],
  [
    'a reference that is no positive number',
    'POST',
    '/process-instances/1/cancellation',
    { operationReference: 0 },
    400,
    'INVALID_ARGUMENT',
    "The value for operationReference is '0' but must be > 0.",
  ],
  [
    'the completion of no job',
    'POST',
    '/jobs/1/completion',
    {},
    404,
    'NOT_FOUND',
    "Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '1', but no such job was found",
  ],
  [
    'an update of nothing',
    'PATCH',
    '/jobs/1',
    { changeset: {} },
    400,
    'INVALID_ARGUMENT',
    'At least one of [retries, timeout] is required',
  ],
  ['retries of no job', 'PATCH', '/jobs/1', { changeset: { retries: 2 } }, 404, 'NOT_FOUND', "with key '1'"],
  [
    'no retries at all',
    'PATCH',
    '/jobs/1',
    { changeset: { retries: 0 } },
    400,
    'INVALID_ARGUMENT',
    'positive amount of retries',
  ],
  ['an assignment to nobody', 'POST', '/user-tasks/1/assignment', {}, 400, 'INVALID_ARGUMENT', 'No assignee provided.'],
  [
    'an assignment of no task',
    'POST',
    '/user-tasks/1/assignment',
    { assignee: 'a' },
    404,
    'NOT_FOUND',
    "Command 'ASSIGN' rejected with code 'NOT_FOUND'",
  ],
  [
    'an update of no attribute',
    'PATCH',
    '/user-tasks/1',
    { changeset: {} },
    400,
    'INVALID_ARGUMENT',
    'No update data provided',
  ],
  [
    'a priority beyond the scale',
    'PATCH',
    '/user-tasks/1',
    { changeset: { priority: 101 } },
    400,
    'INVALID_ARGUMENT',
    'within the [0,100] range',
  ],
  [
    'a date that is none',
    'PATCH',
    '/user-tasks/1',
    { changeset: { dueDate: 'soon' } },
    400,
    'INVALID_ARGUMENT',
    'RFC 3339, section 5.6',
  ],
  [
    'a message that nobody waits for',
    'POST',
    '/messages/correlation',
    { name: 'nobody-waits' },
    404,
    'NOT_FOUND',
    'Expected to find subscription for message with name',
  ],
  [
    'the resolution of no incident',
    'POST',
    '/incidents/1/resolution',
    {},
    404,
    'NOT_FOUND',
    "Command 'RESOLVE' rejected with code 'NOT_FOUND'",
  ],
  [
    'the name of a variable for which the engine has no room',
    'POST',
    '/process-instances',
    { processDefinitionId: 'commands', variables: { ['n'.repeat(256)]: 1 } },
    400,
    'INVALID_ARGUMENT',
    'longer than the engine has room for',
  ],
  [
    'a decision that is not deployed',
    'POST',
    '/decision-definitions/evaluation',
    { decisionDefinitionId: 'none' },
    404,
    'NOT_FOUND',
    "no decision found for id 'none'",
  ],
  [
    'the deletion of no resource',
    'POST',
    '/resources/1/deletion',
    {},
    404,
    'NOT_FOUND',
    "Command 'DELETE' rejected with code 'NOT_FOUND'",
  ],
  [
    'a batch over nothing named',
    'POST',
    '/process-instances/cancellation',
    {},
    400,
    'INVALID_ARGUMENT',
    'No filter provided',
  ],
  [
    'the suspension of no batch',
    'POST',
    '/batch-operations/1/suspension',
    {},
    404,
    'NOT_FOUND',
    "Command 'SUSPEND' rejected with code 'NOT_FOUND'",
  ],
];

beforeAll(() => deploy('commands.bpmn', diagram('commands', [jobTask('work', 'commands-work'), userTask('decide')])));

it.each(REFUSED)('refuses %s as Camunda 8 does', async (_what, method, path, body, status, title, says) => {
  const answer = await call(method, path, body);
  expect({ status: answer.status, title: answer.body.title }).toEqual({ status, title });
  expect(answer.body.detail).toContain(says);
});

const activate = async (type: string, more: object = {}) =>
  (await post('/jobs/activation', { type, timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 20_000, ...more }))
    .jobs[0];

describe('A message for which the engine has no room', () => {
  const long = 'k'.repeat(300);
  const waits = async (processInstanceKey: string) =>
    (await post('/message-subscriptions/search', { filter: { processInstanceKey } })).items.length === 1;
  const publish = (name: string, more: object) =>
    call('POST', '/messages/publication', { name, correlationKey: long, timeToLive: 3_600_000, ...more });
  const starting = (name: string) =>
    deploy(
      `${name}-starts.bpmn`,
      diagram(`${name}-starts`, [], `<bpmn:messageEventDefinition messageRef="m-${name}"/>`, message(name)),
    );
  const waiting = async (name: string) => {
    await deploy(`${name}-waits.bpmn`, diagram(`${name}-waits`, [receiveTask(name)], '', message(name, 'key')));
    return (await create(`${name}-waits`, { variables: { key: long } })).processInstanceKey as string;
  };

  it('is refused where it would start an instance: nothing of it stays, and nobody else has got it', async () => {
    const started = await starting('too-long');
    const instance = await waiting('too-long');
    for (const time of ['the first', 'the second, with the same id']) {
      const { status, body } = await publish('too-long', { messageId: 'once' });
      const says = expect.stringContaining('longer than the engine has room for') as string;
      expect([time, status, body.detail]).toEqual([time, 400, says]);
    }
    expect((await call('POST', '/messages/correlation', { name: 'too-long', correlationKey: long })).status).toBe(400);
    expect(await waits(instance)).toBe(true);
    const resourceKey = started.deployments[0].processDefinition.processDefinitionKey as string;
    await post(`/resources/${resourceKey}/deletion`, {});
    expect((await publish('too-long', { messageId: 'once' })).status).toBe(200);
    expect(await waits(instance)).toBe(false);
  });

  it('starts nothing that is deployed while it is in the buffer, and still reaches who waits for it', async () => {
    expect((await publish('too-long-later', {})).status).toBe(200);
    await starting('too-long-later');
    const instance = await waiting('too-long-later');
    await eventually(async () => !(await waits(instance)));
    const filter = { processDefinitionId: 'too-long-later-starts' };
    expect((await call('POST', '/process-instances/search', { filter })).body.items).toEqual([]);
  });

  it.each([
    ['a key', { correlationKey: 'k'.repeat(4001) }, 'The correlation key is longer'],
    ['the name of a variable', { variables: { ['n'.repeat(256)]: 1 } }, 'The name of a variable is longer'],
    ['an id', { messageId: randomBytes(3000).toString('hex') }, 'too long together'],
  ])('is refused before anybody waits for it: %s', async (_what, more, says) => {
    const { status, body } = await publish('too-long-for-all', more);
    expect([status, body.title, body.detail]).toEqual([400, 'INVALID_ARGUMENT', expect.stringContaining(says)]);
  });
});

describe('A process instance is led by commands', () => {
  it('carries its tags to its jobs', async () => {
    const created = await create('commands', { tags: ['kind:test'] });
    expect(created.tags).toEqual(['kind:test']);
    const job = await activate('commands-work');
    expect(job).toMatchObject({ tags: ['kind:test'], processInstanceKey: created.processInstanceKey });
    await post(`/process-instances/${created.processInstanceKey}/cancellation`, {});
  });

  it('a job that failed with a back-off is handed out when that is over, with the variables that are asked for', async () => {
    const { processInstanceKey } = await create('commands', { variables: { asked: 1, other: 2 } });
    const { jobKey } = await activate('commands-work');
    const failed = Date.now();
    await post(`/jobs/${jobKey}/failure`, { retries: 2, errorMessage: 'later', retryBackOff: 3_000 });
    const job = await activate('commands-work', { fetchVariable: ['asked'] });
    expect(job).toMatchObject({ jobKey, retries: 2 });
    expect(job.variables).toEqual({ asked: 1 });
    expect(Date.now() - failed).toBeGreaterThanOrEqual(3_000);
    await post(`/process-instances/${processInstanceKey}/cancellation`, {});
  });

  it('a job with an incident is refused until the incident is resolved with the retries that it was given', async () => {
    const { processInstanceKey } = await create('commands');
    const { jobKey } = await activate('commands-work');
    await post(`/jobs/${jobKey}/failure`, { retries: 0, errorMessage: 'broken' });
    const completion = await call('POST', `/jobs/${jobKey}/completion`, {});
    expect(completion.body).toMatchObject({ status: 409, title: 'INVALID_STATE' });
    await call('PATCH', `/jobs/${jobKey}`, { changeset: { retries: 4 } });
    const { items } = await post('/incidents/search', { filter: { processInstanceKey } });
    expect(items).toHaveLength(1);
    await post(`/incidents/${items[0].incidentKey}/resolution`, {});
    expect(await activate('commands-work')).toMatchObject({ jobKey, retries: 4 });
    await post(`/process-instances/${processInstanceKey}/cancellation`, {});
  });

  it('a modification moves it, variables of a scope and of the instance are kept apart', async () => {
    const { processInstanceKey } = await create('commands', { variables: { shared: 1 } });
    const elements = () =>
      post('/element-instances/search', { filter: { processInstanceKey, state: 'ACTIVE' } }).then(({ items }) => items);
    const work = (await elements()).find(({ elementId }: { elementId: string }) => elementId === 'work');
    await post(`/process-instances/${processInstanceKey}/modification`, {
      activateInstructions: [{ elementId: 'decide', variableInstructions: [{ variables: { fromOutside: true } }] }],
      terminateInstructions: [{ elementInstanceKey: work.elementInstanceKey }],
    });
    const decide = (await elements()).find(({ elementId }: { elementId: string }) => elementId === 'decide');
    expect((await elements()).map(({ elementId }: { elementId: string }) => elementId)).not.toContain('work');
    const path = `/element-instances/${decide.elementInstanceKey}/variables`;
    await call('PUT', path, { variables: { mine: 1 }, local: true });
    await call('PUT', path, { variables: { shared: 2, fresh: 3 } });
    const { items } = await post('/variables/search', { filter: { processInstanceKey } });
    const scopes = Object.fromEntries(
      items.map(({ name, value, scopeKey }: Record<string, string>) => [
        name,
        [value, scopeKey === processInstanceKey],
      ]),
    );
    expect(scopes).toMatchObject({ shared: ['2', true], fresh: ['3', true], fromOutside: ['true', true] });
    expect(scopes.mine).toEqual(['1', false]);
    await post(`/process-instances/${processInstanceKey}/cancellation`, {});
  });

  it('a user task of somebody is not taken from them, and its attributes change', async () => {
    const { processInstanceKey } = await create('commands', { startInstructions: [{ elementId: 'decide' }] });
    const [{ userTaskKey }] = (await post('/user-tasks/search', { filter: { processInstanceKey } })).items;
    await post(`/user-tasks/${userTaskKey}/assignment`, { assignee: 'ann' });
    const taken = await call('POST', `/user-tasks/${userTaskKey}/assignment`, {
      assignee: 'bob',
      allowOverride: false,
    });
    expect(taken.body).toMatchObject({ status: 409, title: 'INVALID_STATE' });
    await call('PATCH', `/user-tasks/${userTaskKey}`, {
      changeset: { candidateGroups: ['unit:a'], priority: 80, dueDate: '2030-01-02T03:04:05Z' },
    });
    const task = await call('GET', `/user-tasks/${userTaskKey}`);
    expect(task.body).toMatchObject({ assignee: 'ann', candidateGroups: ['unit:a'], priority: 80 });
    await post(`/user-tasks/${userTaskKey}/completion`, { variables: { done: true } });
    await eventually(
      async () => (await call('GET', `/process-instances/${processInstanceKey}`)).body.state === 'COMPLETED',
    );
  });

  it('a migration takes a running instance to another definition, and refuses an active element without mapping', async () => {
    const { processInstanceKey } = await create('commands');
    const target = await deploy(
      'other.bpmn',
      diagram('commands-other', [jobTask('other', 'commands-other'), userTask('decide')]),
    );
    const targetProcessDefinitionKey = target.deployments[0].processDefinition.processDefinitionKey;
    const path = `/process-instances/${processInstanceKey}/migration`;
    const mapping = (sourceElementId: string, targetElementId: string) => ({
      targetProcessDefinitionKey,
      mappingInstructions: [{ sourceElementId, targetElementId }],
    });
    expect((await call('POST', path, mapping('decide', 'decide'))).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining("no mapping instruction defined for active element with id 'work'"),
    });
    expect((await call('POST', path, mapping('work', 'decide'))).body.detail).toContain('different type');
    await post(path, mapping('work', 'other'));
    const job = await activate('commands-work');
    expect(job).toMatchObject({ elementId: 'other', processDefinitionId: 'commands-other' });
    await post(`/process-instances/${processInstanceKey}/cancellation`, {});
  });

  it('a deleted definition starts no more, what runs goes on, and a deployment brings it back as a new version', async () => {
    const xml = diagram('commands-deleted', [userTask('decide')]);
    const { processDefinitionKey: key, processDefinitionVersion: version } = (await deploy('deleted.bpmn', xml))
      .deployments[0].processDefinition;
    const { processInstanceKey } = await create('commands-deleted');
    expect((await call('POST', `/resources/${key}/deletion`, {})).status).toBe(200);
    expect((await call('POST', '/process-instances', { processDefinitionId: 'commands-deleted' })).status).toBe(404);
    expect((await call('GET', `/process-instances/${processInstanceKey}`)).body.state).toBe('ACTIVE');
    const again = (await deploy('deleted.bpmn', xml)).deployments[0].processDefinition;
    expect(again.processDefinitionVersion).toBe(version + 1);
    await create('commands-deleted');
  });
});
