import { randomUUID } from 'node:crypto';
import { Camunda8 } from '@camunda8/sdk';
import { callerSettings } from '../api/caller.support';
import { commandClient, deploy, diagram, jobTask, message, receiveTask } from '../api/commands.support';

jest.setTimeout(120_000);

const { post, eventually } = commandClient();
const name = `grpc-commands-${randomUUID().slice(0, 8)}`;
const signalled = `${name}-signalled`;
const decided = `${name}-decided`;

/** A job, and behind it and behind its error a message that is waited for. */
function working(version: string): string {
  const [id, job] = jobTask('work', name);
  const caught = `<bpmn:boundaryEvent id="caught" attachedToRef="work"><bpmn:errorEventDefinition errorRef="refused"/></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="caught-flow" sourceRef="caught" targetRef="${name}"/>`;
  const root = `${message(name, 'key')}<bpmn:error id="refused" errorCode="refused"/>`;
  return diagram(`p-${name}`, [[id, job + caught], receiveTask(name)], '', root).replace(
    'isExecutable',
    `name="${version}" isExecutable`,
  );
}

describe('The commands of gRPC do what those of REST do', () => {
  const zeebe = new Camunda8({
    ZEEBE_GRPC_ADDRESS: process.env.GATEWAY_GRPC_ADDRESS,
    ...callerSettings(),
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  } as never).getZeebeGrpcApiClient();
  let signalledKey: string;

  beforeAll(async () => {
    const signal = `<bpmn:signal id="alarm" name="${name}"/>`;
    await deploy(`${name}.bpmn`, working('one'));
    const answer = await deploy(
      `${signalled}.bpmn`,
      diagram(signalled, [], '<bpmn:signalEventDefinition signalRef="alarm"/>', signal),
    );
    signalledKey = answer.deployments[0].processDefinition.processDefinitionKey as string;
    await deploy(
      `${decided}.dmn`,
      `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${decided}-file" name="Decided" namespace="t">
        <decision id="${decided}" name="Decided"><variable id="v" name="decided"/><literalExpression id="l"><text>n * 2</text></literalExpression></decision>
      </definitions>`,
    );
  });
  afterAll(() => zeebe.close());

  const start = async () =>
    (await zeebe.createProcessInstance({ bpmnProcessId: `p-${name}`, variables: {} })).processInstanceKey;
  const activate = async () => {
    const [job] = await zeebe.activateJobs({
      type: name,
      maxJobsToActivate: 1,
      timeout: 60_000,
      requestTimeout: 30_000,
      worker: 'test',
    });
    return job!;
  };
  const isIn = (processInstanceKey: string, state: string) =>
    eventually(async () => {
      const { items } = await post('/process-instances/search', { filter: { processInstanceKey, state } });
      return items.length === 1;
    });

  it('UpdateJobTimeout, FailJob, UpdateJobRetries, ResolveIncident, SetVariables, ThrowError, PublishMessage: a job is led through its incident to its error, and a message ends the wait behind it', async () => {
    const processInstanceKey = await start();
    const { key: jobKey } = await activate();
    await zeebe.updateJobTimeout({ jobKey, timeout: 120_000 });
    await zeebe.failJob({ jobKey, retries: 0, errorMessage: 'no', retryBackOff: 0 });
    const { items } = await post('/incidents/search', { filter: { processInstanceKey, state: 'ACTIVE' } });
    expect(items).toEqual([expect.objectContaining({ errorType: 'JOB_NO_RETRIES', errorMessage: 'no' })]);
    await zeebe.updateJobRetries({ jobKey, retries: 1 });
    await zeebe.resolveIncident({ incidentKey: items[0].incidentKey as string });
    expect(await activate()).toMatchObject({ key: jobKey, retries: 1 });
    const key = randomUUID();
    await zeebe.setVariables({ elementInstanceKey: processInstanceKey, variables: { key }, local: false });
    await zeebe.throwError({ jobKey, errorCode: 'refused', errorMessage: 'not so' });
    await zeebe.publishMessage({ name, correlationKey: key, timeToLive: 60_000, variables: { told: true } });
    await isIn(processInstanceKey, 'COMPLETED');
  });

  it('ModifyProcessInstance, MigrateProcessInstance, CancelProcessInstance: an instance moves, in place and to a version, and ends', async () => {
    const processInstanceKey = await start();
    const at = async (elementId: string) => {
      const filter = { processInstanceKey, elementId, state: 'ACTIVE' };
      return (await post('/element-instances/search', { filter })).items as { elementInstanceKey: string }[];
    };
    const [before] = await at('work');
    await zeebe.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [{ elementId: 'work', ancestorElementInstanceKey: '-1', variableInstructions: [] }],
      terminateInstructions: [{ elementInstanceKey: before!.elementInstanceKey }],
    });
    const after = await at('work');
    expect(after).toHaveLength(1);
    expect(after[0]!.elementInstanceKey).not.toBe(before!.elementInstanceKey);
    const { deployments } = await deploy(`${name}.bpmn`, working('two'));
    const targetProcessDefinitionKey = deployments[0].processDefinition.processDefinitionKey as string;
    await zeebe.migrateProcessInstance({
      processInstanceKey,
      migrationPlan: {
        targetProcessDefinitionKey,
        mappingInstructions: [{ sourceElementId: 'work', targetElementId: 'work' }],
      },
    });
    const { items } = await post('/process-instances/search', { filter: { processInstanceKey } });
    expect(items[0]).toMatchObject({ processDefinitionKey: targetProcessDefinitionKey, processDefinitionVersion: 2 });
    await zeebe.cancelProcessInstance(processInstanceKey);
    await isIn(processInstanceKey, 'TERMINATED');
  });

  it('BroadcastSignal, EvaluateDecision, DeleteResource: a signal starts, a decision answers, and what was deleted starts no more', async () => {
    await zeebe.broadcastSignal({ signalName: name, variables: {} });
    await eventually(async () => {
      const { items } = await post('/process-instances/search', { filter: { processDefinitionId: signalled } });
      return items.length === 1;
    });
    expect(await zeebe.evaluateDecision({ decisionId: decided, variables: { n: 21 } })).toMatchObject({
      decisionOutput: '42',
      evaluatedDecisions: [expect.objectContaining({ decisionId: decided, decisionOutput: '42' })],
    });
    await zeebe.deleteResource({ resourceKey: signalledKey });
    await expect(zeebe.createProcessInstance({ bpmnProcessId: signalled, variables: {} })).rejects.toMatchObject({
      code: 5,
    });
  });
});
