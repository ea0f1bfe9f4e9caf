import { errorHashCode } from '../read/error-hash';
import { plain, strictClient, type Answer } from './strict-client';
import { waitingCase } from './waiting-case';

jest.setTimeout(120_000);

const { call } = strictClient();
const found: Record<string, string> = {};

beforeAll(async () => {
  Object.assign(found, await waitingCase());
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
      filter: {
        ...own(),
        state: 'ACTIVE',
        hasIncident: true,
        elementId: 'urge-job',
        hasElementInstanceIncident: true,
        incidentErrorHashCode: { $in: [errorHashCode('nobody answers'), 1] },
      },
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
    (answer) => expect(answer.items).toMatchObject([{ value: JSON.stringify(found.caseId), scopeKey: found.child }]),
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
    (answer) => expect(answer.items).toMatchObject([{ messageName: 'journey-urged', correlationKey: found.caseId }]),
  ],
  [
    'searchCorrelatedMessageSubscriptions',
    () => ({ filter: { correlationKey: found.caseId }, sort: [{ field: 'correlationTime' }] }),
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
    expect(await plain(`forms/${found.form}`)).toMatchObject({ formId: 'journey-form', formKey: found.form });
  });

  it('getBatchOperation', async () => {
    expect(await plain('batch-operations/1')).toMatchObject({
      status: 404,
      detail: "Batch Operation with id '1' not found",
    });
  });

  it('searchElementInstanceIncidents', async () => {
    const { items } = await plain(`element-instances/${found.urge}/incidents/search`, {});
    expect(items).toMatchObject([{ incidentKey: found.incident }]);
  });

  it('getStatus', async () => {
    expect((await fetch(`${process.env.GATEWAY_URL}/v2/status`)).status).toBe(204);
  });
});
