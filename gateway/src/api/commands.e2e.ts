import { randomUUID } from 'node:crypto';
import { authorization } from './caller.support';
import { eventually, strictClient, type Answer } from './strict-client';

jest.setTimeout(120_000);

const { client, call, findsNothing } = strictClient();
const id = `commands-${randomUUID().slice(0, 8)}`;
const refused = (status: number) => expect.objectContaining({ status }) as Error;

/** A job with an error boundary, then a user task, then a wait for a message; a signal starts another process. */
const diagram = (version: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://hotline">
  <bpmn:process id="${id}" name="Commands ${version}" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="job" />
    <bpmn:serviceTask id="job"><bpmn:extensionElements><zeebe:taskDefinition type="${id}" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:boundaryEvent id="caught" attachedToRef="job"><bpmn:outgoing>f5</bpmn:outgoing><bpmn:errorEventDefinition id="e" errorRef="refused" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f5" sourceRef="caught" targetRef="refused-end" /><bpmn:endEvent id="refused-end"><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="job" targetRef="task" />
    <bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="task" targetRef="wait" />
    <bpmn:intermediateCatchEvent id="wait"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:messageEventDefinition id="m" messageRef="answer" /></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="end" /><bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmn:process id="${id}-called" isExecutable="true">
    <bpmn:startEvent id="s"><bpmn:outgoing>g</bpmn:outgoing><bpmn:signalEventDefinition id="sd" signalRef="alarm" /></bpmn:startEvent>
    <bpmn:sequenceFlow id="g" sourceRef="s" targetRef="t" /><bpmn:endEvent id="t"><bpmn:incoming>g</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmn:error id="refused" name="refused" errorCode="refused" /><bpmn:signal id="alarm" name="${id}-alarm" />
  <bpmn:message id="answer" name="${id}-answer"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>
</bpmn:definitions>`;

const decision = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}-requirements" name="Double" namespace="http://hotline">
  <decision id="${id}-double" name="Double"><decisionTable id="table" hitPolicy="UNIQUE">
    <input id="in"><inputExpression id="inx" typeRef="number"><text>n</text></inputExpression></input><output id="out" name="double" typeRef="number" />
    <rule id="r"><inputEntry id="i"><text></text></inputEntry><outputEntry id="o"><text>n * 2</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>`;

const deploy = async (version: string): Promise<string> => {
  const files = [new File([diagram(version)], `processes/${id}.bpmn`), new File([decision], `${id}.dmn`)];
  const { processes } = await call('createDeployment', { resources: files });
  const deployed = (processes as Answer[]).find((process) => process.processDefinitionId === id);
  // a name may be a path, as Java's clients give it
  expect(deployed.resourceName).toBe(`processes/${id}.bpmn`);
  return deployed.processDefinitionKey as string;
};

let definition: string;
beforeAll(async () => {
  definition = await deploy('one');
});

/** An operation without the client. */
const post = async (path: string, body: object): Promise<Answer> => {
  const response = await fetch(`${process.env.GATEWAY_URL}/v2/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await authorization()) },
    body: JSON.stringify(body),
  });
  return response.status === 204 ? undefined : response.json();
};

const start = async (more: object = {}): Promise<string> =>
  (await call('createProcessInstance', { processDefinitionKey: definition, variables: { key: randomUUID() }, ...more }))
    .processInstanceKey;
const jobOf = (processInstanceKey: string) =>
  eventually(async () => {
    const { jobs } = await call('activateJobs', {
      type: id,
      maxJobsToActivate: 10,
      timeout: 60_000,
      requestTimeout: 2_000,
      worker: 'commands',
    });
    return (jobs as Answer[]).find((job) => job.processInstanceKey === processInstanceKey);
  }, 'the job');
const foundOne = (operation: string, filter: object) =>
  eventually(async () => (await call(operation, { filter })).items[0], operation);
/** A new instance that waits at its user task. */
const atTask = async () => {
  const processInstanceKey = await start({ startInstructions: [{ elementId: 'task' }] });
  return foundOne('searchUserTasks', { processInstanceKey, state: 'CREATED' });
};
const activeElements = async (processInstanceKey: string) =>
  ((await call('searchElementInstances', { filter: { processInstanceKey, state: 'ACTIVE' } })).items as Answer[])
    .map((item) => item.elementId as string)
    .filter((element) => element !== id);

describe('Each command does what the description of the API says', () => {
  it('createProcessInstance, cancelProcessInstance: an instance starts with its tags and ends when it is cancelled', async () => {
    const processInstanceKey = await start({ tags: ['urgent'] });
    expect(await call('getProcessInstance', { processInstanceKey })).toMatchObject({
      state: 'ACTIVE',
      tags: ['urgent'],
    });
    await call('cancelProcessInstance', { processInstanceKey });
    expect(await call('getProcessInstance', { processInstanceKey })).toMatchObject({ state: 'TERMINATED' });
    await expect(call('cancelProcessInstance', { processInstanceKey })).rejects.toThrow(refused(404));
  });

  it('failJob, updateJob, resolveIncident: a job without retries waits as an incident until it is resolved', async () => {
    const processInstanceKey = await start();
    const { jobKey } = await jobOf(processInstanceKey);
    await call('updateJob', { jobKey, changeset: { retries: 2, timeout: 120_000 } });
    await call('failJob', { jobKey, retries: 0, errorMessage: 'no' });
    const { incidentKey } = await foundOne('searchIncidents', { processInstanceKey, state: 'ACTIVE' });
    await call('updateJob', { jobKey, changeset: { retries: 1 } });
    await call('resolveIncident', { incidentKey }).catch((error: { status?: number }) =>
      expect(error.status).toBe(404),
    );
    await eventually(async () => {
      const { state } = await call('getIncident', { incidentKey });
      return state === 'RESOLVED' ? state : undefined;
    }, 'the resolution');
  });

  it('throwJobError: the boundary event catches it', async () => {
    const processInstanceKey = await start();
    const { jobKey } = await jobOf(processInstanceKey);
    await call('throwJobError', { jobKey, errorCode: 'refused' });
    await foundOne('searchElementInstances', { processInstanceKey, elementId: 'refused-end', state: 'COMPLETED' });
  });

  it('assignUserTask, unassignUserTask, updateUserTask: a task changes hands, candidates and dates', async () => {
    const { userTaskKey } = await atTask();
    await call('assignUserTask', { userTaskKey, assignee: 'anna' });
    await expect(call('assignUserTask', { userTaskKey, assignee: 'ben', allowOverride: false })).rejects.toThrow(
      refused(409),
    );
    expect(await call('getUserTask', { userTaskKey })).toMatchObject({ assignee: 'anna' });
    await call('unassignUserTask', { userTaskKey });
    const changeset = {
      candidateGroups: ['clerks'],
      candidateUsers: ['carl'],
      priority: 80,
      dueDate: '2030-01-02T03:04:05Z',
    };
    await call('updateUserTask', { userTaskKey, changeset });
    const task = await call('getUserTask', { userTaskKey });
    expect(task).toMatchObject({ ...changeset, dueDate: '2030-01-02T03:04:05.000Z' });
    expect(task.assignee).toBeUndefined();
  });

  it('correlateMessage: the instance that waits goes on', async () => {
    const key = randomUUID();
    const processInstanceKey = await start({ variables: { key }, startInstructions: [{ elementId: 'wait' }] });
    await foundOne('searchMessageSubscriptions', { processInstanceKey });
    const answer = await call('correlateMessage', { name: `${id}-answer`, correlationKey: key });
    expect(answer).toMatchObject({ processInstanceKey });
    await expect(call('correlateMessage', { name: `${id}-answer`, correlationKey: key })).rejects.toThrow(refused(404));
  });

  it('createElementInstanceVariables: a variable is set where it is asked to be', async () => {
    const { elementInstanceKey, processInstanceKey } = await atTask();
    await call('createElementInstanceVariables', { elementInstanceKey, variables: { near: 1 }, local: true });
    await call('createElementInstanceVariables', { elementInstanceKey: processInstanceKey, variables: { far: 2 } });
    const { items } = await call('searchVariables', { filter: { processInstanceKey, name: { $in: ['near', 'far'] } } });
    const scopes = Object.fromEntries((items as Answer[]).map((item) => [item.name, item.scopeKey]));
    expect(scopes).toEqual({ near: elementInstanceKey, far: processInstanceKey });
  });

  it('createElementInstanceVariables: a list is what was set last, however long it has been before', async () => {
    const { processInstanceKey } = await atTask();
    // more than the engine keeps in a variable's own row, in bytes and not in characters
    const long = Array.from({ length: 90 }, (_, n) => `${n}：锦绣路路灯不亮已有三天`);
    for (const list of [['短'], long, [{ text: 'ü' }], long, []]) {
      await call('createElementInstanceVariables', { elementInstanceKey: processInstanceKey, variables: { list } });
      const [variable] = (await call('searchVariables', { filter: { processInstanceKey, name: 'list' } }))
        .items as Answer[];
      expect(JSON.parse(variable.value as string)).toEqual(list);
      const filter = { processInstanceKey, variables: [{ name: 'list', value: JSON.stringify(list) }] };
      expect((await call('searchProcessInstances', { filter })).items).toHaveLength(1);
    }
  });

  it('modifyProcessInstance: an element ends and another begins', async () => {
    const { elementInstanceKey, processInstanceKey } = await atTask();
    await call('modifyProcessInstance', {
      processInstanceKey,
      activateInstructions: [{ elementId: 'wait' }],
      terminateInstructions: [{ elementInstanceKey }],
    });
    expect(await activeElements(processInstanceKey)).toEqual(['wait']);
  });

  it('migrateProcessInstance: an instance goes on in another version', async () => {
    const { processInstanceKey } = await atTask();
    const targetProcessDefinitionKey = await deploy('two');
    const mappingInstructions = [{ sourceElementId: 'task', targetElementId: 'task' }];
    await call('migrateProcessInstance', { processInstanceKey, targetProcessDefinitionKey, mappingInstructions });
    const instance = await call('getProcessInstance', { processInstanceKey });
    expect(instance.processDefinitionKey).toBe(targetProcessDefinitionKey);
  });

  it('evaluateDecision: the answer, and its instance afterwards', async () => {
    const body = { decisionDefinitionId: `${id}-double`, variables: { n: 21 } };
    // the strict client refuses the empty text that Camunda 8.8 itself gives as failedDecisionDefinitionId
    const answer = await post('decision-definitions/evaluation', body);
    expect(answer).toMatchObject({
      output: '42',
      decisionDefinitionId: `${id}-double`,
      decisionRequirementsId: `${id}-requirements`,
      failedDecisionDefinitionId: '',
    });
    const instance = await foundOne('searchDecisionInstances', { decisionDefinitionId: `${id}-double` });
    // no process asked for it: Camunda 8 says -1
    expect(instance).toMatchObject({ result: '42', processInstanceKey: '-1', elementInstanceKey: '-1' });
  });

  it('evaluateDecision: a failure names the decision in which it is, also one that is required', async () => {
    const name = (part: string) => `${id}-${part}`;
    const decisions = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${name('failing')}" name="Failing" namespace="t">
      <decision id="${name('top')}" name="top"><variable id="w" name="top" /><informationRequirement id="ir"><requiredDecision href="#${name('base')}" /></informationRequirement>
        <literalExpression id="l1"><text>if base = 1 then assert(null, false) else base</text></literalExpression></decision>
      <decision id="${name('base')}" name="base"><variable id="v" name="base" />
        <literalExpression id="l2"><text>if n = 0 then assert(null, false) else n</text></literalExpression></decision>
    </definitions>`;
    await client.createDeployment({ resources: [new File([decisions], `${name('failing')}.dmn`)] } as never);
    for (const [n, failed, output] of [
      [0, name('base'), 'null'],
      [1, name('top'), 'null'],
      [2, '', '2'],
    ] as const) {
      const body = { decisionDefinitionId: name('top'), variables: { n } };
      const answer = await post('decision-definitions/evaluation', body);
      expect(answer).toMatchObject({ failedDecisionDefinitionId: failed, output });
      expect(answer.failureMessage).toMatch(
        failed ? new RegExp(`^Expected to evaluate decision '${name('top')}', but [^\\[]*assert`, 'i') : /^$/,
      );
    }
  });

  it('evaluateDecision: a table that collects is a list of the rules that hit, of one as well; of none it is null', async () => {
    const table = (
      of: string,
      attributes: string,
    ) => `<decision id="${id}-${of}" name="${of}"><decisionTable id="${of}-t" hitPolicy="COLLECT"${attributes}>
      <input id="${of}-i"><inputExpression id="${of}-ix"><text>n</text></inputExpression></input><output id="${of}-o" name="out" />
      <rule id="${of}-r1"><inputEntry id="${of}-e1"><text>&gt; 1</text></inputEntry><outputEntry id="${of}-o1"><text>n * 10</text></outputEntry></rule>
      <rule id="${of}-r2"><inputEntry id="${of}-e2"><text>&gt; 2</text></inputEntry><outputEntry id="${of}-o2"><text>1</text></outputEntry></rule>
    </decisionTable></decision>`;
    const file = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}-collecting" name="Collecting" namespace="t">
      ${table('list', '')}${table('sum', ' aggregation="SUM"')}${table('count', ' aggregation="COUNT"')}</definitions>`;
    await client.createDeployment({ resources: [new File([file], `${id}-collecting.dmn`)] } as never);
    for (const [of, n, result] of [
      ['list', 3, '[30,1]'],
      ['list', 2, '[20]'],
      ['list', 1, 'null'],
      ['sum', 3, '31'],
      ['sum', 1, 'null'],
      ['count', 3, '2'],
      ['count', 1, 'null'],
    ] as const) {
      const body = { decisionDefinitionId: `${id}-${of}`, variables: { n } };
      const { output, evaluatedDecisions, decisionEvaluationKey } = await post('decision-definitions/evaluation', body);
      const instance = await foundOne('searchDecisionInstances', { decisionEvaluationKey });
      expect([of, n, output, evaluatedDecisions[0].output, instance.result]).toEqual([of, n, result, result, result]);
    }
  });

  it('broadcastSignal: what waits for it starts', async () => {
    await call('broadcastSignal', { signalName: `${id}-alarm`, variables: {} });
    await foundOne('searchProcessInstances', { processDefinitionId: `${id}-called`, state: 'COMPLETED' });
  });

  it('deleteResource: a version starts no more, its instances and history stay, and a second deletion finds nothing', async () => {
    const resourceKey = await deploy('three');
    expect(await call('getResource', { resourceKey })).toMatchObject({ resourceId: id });
    await call('deleteResource', { resourceKey });
    await expect(call('createProcessInstance', { processDefinitionKey: resourceKey })).rejects.toThrow(refused(404));
    await expect(call('getResource', { resourceKey })).rejects.toThrow(refused(404));
    await expect(call('deleteResource', { resourceKey })).rejects.toThrow(refused(404));
  });

  const ended = (batchOperationKey: string) =>
    eventually(async () => {
      const batch = await call('getBatchOperation', { batchOperationKey });
      return batch.endDate ? batch : undefined;
    }, 'the end of the batch');

  const forgotten = (processInstanceKey: string) =>
    eventually(
      // the client waits for an instance that is not there yet
      () =>
        call('getProcessInstance', { processInstanceKey }, { consistency: { waitUpToMs: 0 } }).then(
          () => undefined,
          (error: { status?: number }) => error.status === 404 || undefined,
        ),
      'the 404 of a deleted instance',
    );

  it('cancelProcessInstancesBatchOperation, then cancelBatchOperation, suspendBatchOperation, resumeBatchOperation: everything that a filter finds ends, and a batch that is over cannot be changed', async () => {
    const keys = [await start(), await start()];
    const filter = { processInstanceKey: { $in: keys } };
    const { batchOperationKey } = await call('cancelProcessInstancesBatchOperation', { filter });
    expect(await ended(batchOperationKey as string)).toMatchObject({
      state: 'COMPLETED',
      batchOperationType: 'CANCEL_PROCESS_INSTANCE',
      operationsTotalCount: 2,
      operationsCompletedCount: 2,
    });
    const { items } = await call('searchBatchOperationItems', { filter: { batchOperationKey } });
    expect((items as Answer[]).map((item) => [item.processInstanceKey, item.state]).sort()).toEqual(
      keys.map((key) => [key, 'COMPLETED']).sort(),
    );
    const { page } = await call('searchProcessInstances', {
      filter: { batchOperationId: batchOperationKey, state: 'TERMINATED' },
    });
    expect(page.totalItems).toBe(2);
    const { items: batches } = await call('searchBatchOperations', { filter: { batchOperationKey } });
    expect(batches).toHaveLength(1);
    for (const operation of ['cancelBatchOperation', 'suspendBatchOperation', 'resumeBatchOperation']) {
      await expect(call(operation, { batchOperationKey })).rejects.toThrow(refused(409));
      await expect(call(operation, { batchOperationKey: '1' })).rejects.toThrow(refused(404));
    }
  });

  it('modifyProcessInstancesBatchOperation, migrateProcessInstancesBatchOperation: instances move, in place and to a version', async () => {
    const { processInstanceKey } = await atTask();
    const filter = { processInstanceKey };
    const moveInstructions = [{ sourceElementId: 'task', targetElementId: 'wait' }];
    const moved = await call('modifyProcessInstancesBatchOperation', { filter, moveInstructions });
    expect(await ended(moved.batchOperationKey as string)).toMatchObject({ state: 'COMPLETED' });
    expect(await activeElements(processInstanceKey as string)).toEqual(['wait']);
    const targetProcessDefinitionKey = await deploy('four');
    const migrated = await call('migrateProcessInstancesBatchOperation', {
      filter,
      migrationPlan: {
        targetProcessDefinitionKey,
        mappingInstructions: [{ sourceElementId: 'wait', targetElementId: 'wait' }],
      },
    });
    expect(await ended(migrated.batchOperationKey as string)).toMatchObject({ state: 'COMPLETED' });
    expect(await call('getProcessInstance', { processInstanceKey })).toMatchObject({
      processDefinitionKey: targetProcessDefinitionKey,
    });
  });

  it('resolveIncidentsBatchOperation: every incident of the instances is resolved', async () => {
    const processInstanceKey = await start();
    const { jobKey } = await jobOf(processInstanceKey);
    await call('failJob', { jobKey, retries: 0, errorMessage: 'no' });
    const { incidentKey } = await foundOne('searchIncidents', { processInstanceKey, state: 'ACTIVE' });
    const { batchOperationKey } = await call('resolveIncidentsBatchOperation', { filter: { processInstanceKey } });
    expect(await ended(batchOperationKey as string)).toMatchObject({ state: 'COMPLETED' });
    expect(await call('getIncident', { incidentKey })).toMatchObject({ state: 'RESOLVED' });
  });

  it('resolveProcessInstanceIncidents, deleteProcessInstance, deleteProcessInstancesBatchOperation: incidents go, and ended instances are forgotten', async () => {
    const [first, second] = [await start(), await start()];
    const { jobKey } = await jobOf(first);
    await call('failJob', { jobKey, retries: 0, errorMessage: 'no' });
    await foundOne('searchIncidents', { processInstanceKey: first, state: 'ACTIVE' });
    const { batchOperationKey } = await post(`process-instances/${first}/incident-resolution`, {});
    await ended(batchOperationKey as string);
    expect(await findsNothing('searchIncidents', { processInstanceKey: first, state: 'ACTIVE' })).toBe(true);
    for (const processInstanceKey of [first, second]) {
      await call('cancelProcessInstance', { processInstanceKey });
    }
    await post(`process-instances/${first}/deletion`, {});
    await forgotten(first);
    const batch = await post('process-instances/deletion', { filter: { processInstanceKey: second } });
    await ended(batch.batchOperationKey as string);
    await forgotten(second);
  });
});
