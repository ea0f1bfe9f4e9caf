import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, strictClient, type Answer } from './strict-client';

jest.setTimeout(120_000);

const { call } = strictClient();
const caseId = randomUUID();
const found: Record<string, string> = {};

/** A process that is started with a form. */
const startForm = () =>
  new File(
    [
      `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="formed" targetNamespace="http://hotline">
  <bpmn:process id="journey-formed" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="journey-form" /></bpmn:extensionElements><bpmn:outgoing>f</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="end" /><bpmn:endEvent id="end"><bpmn:incoming>f</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`,
    ],
    'journey-formed.bpmn',
  );

/** A case that waits at two user tasks of called processes, with a failed job in an event sub-process. */
beforeAll(async () => {
  const files = ['journey.bpmn', 'journey.dmn'].map(
    (name) => new File([readFileSync(join(__dirname, name), 'utf8')], name),
  );
  const form = new File([JSON.stringify({ id: 'journey-form', type: 'default', components: [] })], 'journey.form');
  const deployed = await call('createDeployment', { resources: [...files, form, startForm()] });
  const keys = Object.fromEntries(
    (deployed.processes as Answer[]).map((process) => [process.processDefinitionId, process.processDefinitionKey]),
  );
  found.definition = keys.journey;
  found.formed = keys['journey-formed'];
  found.form = deployed.forms[0].formKey;
  found.decision = deployed.decisions[0].decisionDefinitionKey;
  const publish = (name: string, variables: object) =>
    call('publishMessage', { name, correlationKey: caseId, timeToLive: 60_000, variables });
  const ownJob = (type: string) =>
    eventually(async () => {
      const request = { type, maxJobsToActivate: 10, timeout: 60_000, requestTimeout: 2_000, worker: 'reads' };
      const { jobs } = await call('activateJobs', request);
      return (jobs as Answer[]).find((job) => job.variables.caseId === caseId);
    }, `the job ${type}`);
  await publish('journey-registered', {
    caseId,
    units: ['a', 'b'],
    long: 'x'.repeat(100),
    list: Array(3000).fill('word'),
  });
  const classify = await ownJob('journey-classify');
  found.instance = classify.processInstanceKey;
  await call('completeJob', { jobKey: classify.jobKey, variables: { caseType: 'consult' } });
  await publish('journey-urged', { urgeId: 'u1' });
  const urge = await ownJob('journey-urge');
  found.job = urge.jobKey;
  found.urge = urge.elementInstanceKey;
  await call('failJob', { jobKey: urge.jobKey, retries: 0, errorMessage: 'nobody answers' });
  await eventually(async () => {
    const { items } = await call('searchUserTasks', {
      filter: { state: 'CREATED', processInstanceVariables: [{ name: 'caseId', value: JSON.stringify(caseId) }] },
      sort: [{ field: 'creationDate' }],
    });
    found.task = items[0]?.userTaskKey;
    found.child = items[0]?.processInstanceKey;
    return items.length === 2 ? items : undefined;
  }, 'the two user tasks');
  found.incident = (
    await call('searchIncidents', { filter: { processInstanceKey: found.instance } })
  ).items[0].incidentKey;
});

const own = () => ({ processInstanceKey: found.instance });
const ids = (answer: Answer, property: string) => answer.items.map((item: Answer) => item[property]);

/** Each read once, with what it must say of the case; the client refuses an answer that is not as Camunda's schema has it. */
const READS: readonly [operationId: string, input: () => object, expected: (answer: Answer) => void][] = [
  ['getTopology', () => ({}), (answer) => expect(answer.gatewayVersion).toMatch(/^8\.8/)],
  ['getLicense', () => ({}), (answer) => expect(answer.validLicense).toBe(true)],
  ['getAuthentication', () => ({}), (answer) => expect(answer.tenants).toHaveLength(1)],
  [
    'searchProcessDefinitions',
    () => ({ filter: { processDefinitionId: { $like: 'journey*' }, isLatestVersion: true } }),
    (answer) =>
      expect(ids(answer, 'processDefinitionId').sort()).toEqual(['journey', 'journey-formed', 'journey-unit']),
  ],
  [
    'getProcessDefinition',
    () => ({ processDefinitionKey: found.definition }),
    (answer) => expect(answer).toMatchObject({ processDefinitionId: 'journey', name: 'Journey', hasStartForm: false }),
  ],
  [
    'getProcessDefinitionXML',
    () => ({ processDefinitionKey: found.definition }),
    (answer) => expect(String(answer)).toContain('zeebe:taskDefinition'),
  ],
  [
    'getStartProcessForm',
    () => ({ processDefinitionKey: found.formed }),
    (answer) => expect(answer.formId).toBe('journey-form'),
  ],
  [
    'getProcessDefinitionStatistics',
    () => ({ processDefinitionKey: found.definition, filter: own() }),
    (answer) =>
      expect(answer.items).toContainEqual({
        elementId: 'urge-job',
        active: 1,
        canceled: 0,
        incidents: 1,
        completed: 0,
      }),
  ],
  [
    'searchProcessInstances',
    () => ({
      filter: { ...own(), state: 'ACTIVE', hasIncident: true, elementId: 'urge-job', hasElementInstanceIncident: true },
    }),
    (answer) => expect(ids(answer, 'processInstanceKey')).toEqual([found.instance]),
  ],
  [
    'getProcessInstance',
    () => ({ processInstanceKey: found.child }),
    (answer) =>
      expect(answer).toMatchObject({ parentProcessInstanceKey: found.instance, state: 'ACTIVE', hasIncident: false }),
  ],
  [
    'getProcessInstanceCallHierarchy',
    () => ({ processInstanceKey: found.child }),
    (answer) =>
      expect((answer as Answer[]).map((entry) => entry.processInstanceKey)).toEqual([found.instance, found.child]),
  ],
  [
    'getProcessInstanceStatistics',
    own,
    (answer) =>
      expect(answer.items).toContainEqual({ elementId: 'each', active: 2, canceled: 0, incidents: 0, completed: 0 }),
  ],
  [
    'getProcessInstanceSequenceFlows',
    own,
    (answer) => expect(ids(answer, 'elementId')).toEqual(['f1', 'f2', 'f3', 'f4', 'u1']),
  ],
  ['searchProcessInstanceIncidents', own, (answer) => expect(ids(answer, 'incidentKey')).toEqual([found.incident])],
  [
    'searchElementInstances',
    () => ({ filter: own(), sort: [{ field: 'startDate' }, { field: 'elementInstanceKey' }] }),
    (answer) =>
      expect(answer.items.map((item: Answer) => `${item.elementId} ${item.type} ${item.state}`).sort()).toEqual([
        'classify SERVICE_TASK COMPLETED',
        'decide BUSINESS_RULE_TASK COMPLETED',
        'each CALL_ACTIVITY ACTIVE',
        'each CALL_ACTIVITY ACTIVE',
        'each MULTI_INSTANCE_BODY ACTIVE',
        'journey PROCESS ACTIVE',
        'split EXCLUSIVE_GATEWAY COMPLETED',
        'start START_EVENT COMPLETED',
        'urge-job SERVICE_TASK ACTIVE',
        'urged EVENT_SUB_PROCESS ACTIVE',
        'urged-start START_EVENT COMPLETED',
      ]),
  ],
  [
    'getElementInstance',
    () => ({ elementInstanceKey: found.urge }),
    (answer) => expect(answer).toMatchObject({ elementId: 'urge-job', hasIncident: true, incidentKey: found.incident }),
  ],
  [
    'searchJobs',
    () => ({ filter: { ...own(), state: 'FAILED' } }),
    (answer) =>
      expect(answer.items).toMatchObject([
        { jobKey: found.job, type: 'journey-urge', retries: 0, errorMessage: 'nobody answers' },
      ]),
  ],
  [
    'searchUserTasks',
    () => ({
      filter: { candidateGroup: { $in: ['unit:a', 'unit:z'] }, state: 'CREATED', processInstanceKey: found.child },
    }),
    (answer) => expect(answer.page.totalItems).toBeLessThanOrEqual(1),
  ],
  [
    'getUserTask',
    () => ({ userTaskKey: found.task }),
    (answer) => expect(answer).toMatchObject({ elementId: 'handle', formKey: found.form }),
  ],
  ['getUserTaskForm', () => ({ userTaskKey: found.task }), (answer) => expect(answer.formId).toBe('journey-form')],
  [
    'searchUserTaskVariables',
    () => ({ userTaskKey: found.task, filter: { name: 'caseId' } }),
    (answer) => expect(answer.items).toMatchObject([{ value: JSON.stringify(caseId), scopeKey: found.child }]),
  ],
  [
    'searchVariables',
    () => ({ filter: { ...own(), name: { $in: ['list', 'units'] } }, sort: [{ field: 'name' }] }),
    (answer) =>
      expect(answer.items.map((item: Answer) => [item.name, item.isTruncated, item.value.length])).toEqual([
        ['list', true, 8191],
        ['units', false, '["a","b"]'.length],
      ]),
  ],
  [
    'getIncident',
    () => ({ incidentKey: found.incident }),
    (answer) =>
      expect(answer).toMatchObject({
        errorType: 'JOB_NO_RETRIES',
        errorMessage: 'nobody answers',
        elementId: 'urge-job',
        elementInstanceKey: found.urge,
        jobKey: found.job,
        state: 'ACTIVE',
      }),
  ],
  [
    'searchIncidents',
    () => ({ filter: { ...own(), errorType: 'JOB_NO_RETRIES' } }),
    (answer) => expect(answer.page.totalItems).toBe(1),
  ],
  [
    'searchMessageSubscriptions',
    () => ({ filter: own() }),
    (answer) => expect(answer.items).toMatchObject([{ messageName: 'journey-urged', correlationKey: caseId }]),
  ],
  [
    'searchCorrelatedMessageSubscriptions',
    () => ({ filter: { correlationKey: caseId }, sort: [{ field: 'correlationTime' }] }),
    (answer) => {
      const taken = answer.items.map((item: Answer) => [item.messageName, item.elementId, item.processInstanceKey]);
      expect(taken).toEqual([
        ['journey-registered', 'start', found.instance],
        ['journey-urged', 'urged-start', found.instance],
      ]);
    },
  ],
  [
    'searchDecisionDefinitions',
    () => ({ filter: { decisionDefinitionId: 'journey-decision' } }),
    (answer) => expect(answer.items.at(-1)).toMatchObject({ decisionRequirementsId: 'journey-requirements' }),
  ],
  [
    'getDecisionDefinition',
    () => ({ decisionDefinitionKey: found.decision }),
    (answer) => expect(answer.name).toBe('Journey'),
  ],
  [
    'getDecisionDefinitionXML',
    () => ({ decisionDefinitionKey: found.decision }),
    (answer) => expect(String(answer)).toContain('journey-requirements'),
  ],
  [
    'searchDecisionRequirements',
    () => ({ filter: { decisionRequirementsId: 'journey-requirements' } }),
    (answer) => {
      found.requirements = answer.items.at(-1).decisionRequirementsKey;
      expect(answer.items.at(-1)).toMatchObject({ decisionRequirementsName: 'Journey', resourceName: 'journey.dmn' });
    },
  ],
  [
    'getDecisionRequirements',
    () => ({ decisionRequirementsKey: found.requirements }),
    (answer) => expect(answer.decisionRequirementsId).toBe('journey-requirements'),
  ],
  [
    'getDecisionRequirementsXML',
    () => ({ decisionRequirementsKey: found.requirements }),
    (answer) => expect(String(answer)).toContain('journey-decision'),
  ],
  [
    'searchDecisionInstances',
    () => ({ filter: own() }),
    (answer) => {
      found.evaluation = answer.items[0].decisionEvaluationInstanceKey;
      expect(answer.items).toMatchObject([
        { result: '{"days":3,"times":1}', decisionDefinitionType: 'DECISION_TABLE', state: 'EVALUATED' },
      ]);
    },
  ],
  [
    'getDecisionInstance',
    () => ({ decisionEvaluationInstanceKey: found.evaluation }),
    (answer) =>
      expect(answer).toMatchObject({
        evaluatedInputs: [{ inputValue: '"consult"' }],
        matchedRules: [
          {
            ruleId: 'r1',
            ruleIndex: 1,
            evaluatedOutputs: [{ outputName: 'days', outputValue: '3' }, { outputName: 'times' }],
          },
        ],
      }),
  ],
  [
    'getResource',
    () => ({ resourceKey: found.form }),
    (answer) => expect(answer).toMatchObject({ resourceId: 'journey-form', resourceName: 'journey.form' }),
  ],
  [
    'getResourceContent',
    () => ({ resourceKey: found.form }),
    (answer) => expect(JSON.stringify(answer)).toContain('journey-form'),
  ],
  ['searchBatchOperations', () => ({}), (answer) => expect(answer.page).toBeDefined()],
  ['searchBatchOperationItems', () => ({}), (answer) => expect(answer.page).toBeDefined()],
  [
    'getUsageMetrics',
    () => ({ startTime: '2020-01-01T00:00:00Z', endTime: '2100-01-01T00:00:00Z' }),
    (answer) => expect(answer.processInstances).toBeGreaterThan(0),
  ],
];

describe('Every read answers as the description of the API says', () => {
  it.each(READS)('%s', async (operationId, input, expected) => {
    expected(await call(operationId, input()));
  });

  it('getVariable', async () => {
    const { items } = await call('searchVariables', { filter: { ...own(), name: 'list' } });
    const whole = await call('getVariable', { variableKey: items[0].variableKey });
    expect(JSON.parse(whole.value as string)).toHaveLength(3000);
  });

  it('getFormByKey', async () => {
    expect(await get(`forms/${found.form}`)).toMatchObject({ formId: 'journey-form', formKey: found.form });
  });

  it('getBatchOperation', async () => {
    expect(await get('batch-operations/1')).toMatchObject({
      status: 404,
      detail: "Batch Operation with id '1' not found",
    });
  });

  it('searchElementInstanceIncidents', async () => {
    const { items } = await get(`element-instances/${found.urge}/incidents/search`, {});
    expect(items).toMatchObject([{ incidentKey: found.incident }]);
  });

  it('getStatus', async () => {
    expect((await fetch(`${process.env.GATEWAY_URL}/v2/status`)).status).toBe(204);
  });
});

/** A path without the client, for operations that it does not have. */
async function get(path: string, body?: object): Promise<Answer> {
  const user = Buffer.from(`${process.env.GATEWAY_USER}:${process.env.GATEWAY_PASSWORD}`).toString('base64');
  const response = await fetch(`${process.env.GATEWAY_URL}/v2/${path}`, {
    headers: { 'content-type': 'application/json', authorization: `Basic ${user}` },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  return response.json();
}

describe('A search', () => {
  const search = async (body: object) => {
    const user = Buffer.from(`${process.env.GATEWAY_USER}:${process.env.GATEWAY_PASSWORD}`).toString('base64');
    const response = await fetch(`${process.env.GATEWAY_URL}/v2/element-instances/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${user}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };

  it.each([
    ['by a field that rows may lack', [{ field: 'endDate', order: 'DESC' }]],
    ['by several fields', [{ field: 'state' }, { field: 'elementId', order: 'DESC' }]],
    ['by key alone', []],
  ])('pages through everything once, forth by cursors and back again: %s', async (_case, sort) => {
    const whole = ids((await search({ filter: own(), sort })).body, 'elementInstanceKey') as string[];
    const forth: string[] = [];
    const cursors: string[] = [];
    for (let page: object = { limit: 4 }; ;) {
      const { body } = await search({ filter: own(), sort, page });
      if (body.items.length === 0) {
        break;
      }
      forth.push(...ids(body, 'elementInstanceKey'));
      cursors.push(body.page.startCursor as string);
      expect(body.page.totalItems).toBe(whole.length);
      page = { after: body.page.endCursor as string, limit: 4 };
    }
    expect(forth).toEqual(whole);
    const { body: back } = await search({ filter: own(), sort, page: { before: cursors.at(-1), limit: 4 } });
    expect(ids(back, 'elementInstanceKey')).toEqual(whole.slice(4, 8));
    const { body: offset } = await search({ filter: own(), sort, page: { from: 9, limit: 4 } });
    expect(ids(offset, 'elementInstanceKey')).toEqual(whole.slice(9));
  });

  it.each<[string, object, string, string]>([
    [
      'a filter that it does not have',
      { filter: { color: 'red' } },
      'Bad Request',
      'Request property [filter.color] cannot be parsed',
    ],
    [
      'an operator that it does not have',
      { filter: { elementId: { $near: 'a' } } },
      'Bad Request',
      'Request property [filter.elementId.$near] cannot be parsed',
    ],
    [
      'a value that no enum has',
      { filter: { state: 'ASLEEP' } },
      'Bad Request',
      "Unexpected value 'ASLEEP' for enum field 'state'. Use any of the following values: [ACTIVE, COMPLETED, TERMINATED]",
    ],
    [
      'a sort field that it does not have',
      { sort: [{ field: 'color' }] },
      'Bad Request',
      "Unexpected value 'color' for enum field 'field'",
    ],
    [
      'an order that there is not',
      { sort: [{ field: 'state', order: 'UP' }] },
      'Bad Request',
      "Unexpected value 'UP' for enum field 'order'. Use any of the following values: [ASC, DESC]",
    ],
    ['a sort without a field', { sort: [{ order: 'ASC' }] }, 'INVALID_ARGUMENT', 'Sort field must not be null.'],
    [
      'two places to begin',
      { page: { after: 'a', before: 'b' } },
      'Bad Request',
      'Only one of [from, after, before] is allowed.',
    ],
    [
      'a negative limit',
      { page: { limit: -1 } },
      'INVALID_ARGUMENT',
      "The value for page.limit is '-1' but must be a non-negative number.",
    ],
    [
      'a cursor of another search',
      { page: { after: 'WyJ4Il0=' }, sort: [{ field: 'state' }] },
      'INVALID_ARGUMENT',
      'does not belong to this search',
    ],
    [
      'a date that is none',
      { filter: { startDate: 'yesterday' } },
      'INVALID_ARGUMENT',
      'cannot be parsed as a date according to RFC 3339',
    ],
    [
      'a key that is none',
      { filter: { processInstanceKey: 'journey' } },
      'INVALID_ARGUMENT',
      "'journey' is not a valid key",
    ],
    ['a page that is none', { page: 3 }, 'Bad Request', 'Request property [page] cannot be parsed'],
  ])('refuses %s, by name', async (_case, body, title, detail) => {
    const answer = await search(body);
    expect(answer).toMatchObject({
      status: 400,
      body: { title, status: 400, instance: '/v2/element-instances/search' },
    });
    expect(answer.body.detail).toContain(detail);
  });

  it('compares by every operator', async () => {
    const all = (await search({ filter: own() })).body.items as Answer[];
    const started = all.map((item) => item.startDate).sort()[5] as string;
    const expectations: [object, (item: Answer) => boolean][] = [
      [{ elementId: { $eq: 'each' } }, (item) => item.elementId === 'each'],
      [{ elementId: { $neq: 'each' } }, (item) => item.elementId !== 'each'],
      [{ elementId: { $in: ['each', 'urged'] } }, (item) => ['each', 'urged'].includes(item.elementId as string)],
      [{ elementId: { $notIn: ['each', 'urged'] } }, (item) => !['each', 'urged'].includes(item.elementId as string)],
      [{ elementId: { $like: 'urge?*' } }, (item) => /^urge.+/.test(item.elementId as string)],
      [{ elementId: { $like: '%each' } }, () => false],
      [{ endDate: { $exists: false } }, (item) => item.endDate === undefined],
      [{ startDate: { $gt: started } }, (item) => item.startDate > started],
      [{ startDate: { $gte: started, $lte: started } }, (item) => item.startDate === started],
      [{ startDate: { $lt: started } }, (item) => item.startDate < started],
      [{ type: 'EVENT_SUB_PROCESS' }, (item) => item.type === 'EVENT_SUB_PROCESS'],
      [{ state: { $in: ['ACTIVE', 'TERMINATED'] } }, (item) => item.state === 'ACTIVE'],
      [{ hasIncident: true }, (item) => item.hasIncident],
      [
        { elementInstanceScopeKey: all.find((item) => item.elementId === 'urged')!.elementInstanceKey },
        (item) => ['urge-job', 'urged-start'].includes(item.elementId as string),
      ],
    ];
    for (const [filter, holds] of expectations) {
      const { body } = await search({ filter: { ...own(), ...filter } });
      expect([filter, ids(body, 'elementInstanceKey')]).toEqual([
        filter,
        all.filter(holds).map((item) => item.elementInstanceKey),
      ]);
    }
  });
});
