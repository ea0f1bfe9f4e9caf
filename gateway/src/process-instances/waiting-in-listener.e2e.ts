import { commandClient, deploy, diagram, jobTask } from '../api/commands.support';

jest.setTimeout(120_000);

const { post, call, eventually, create } = commandClient();
const ID = 'waits-in-listener';

const serviceTask = `<bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="${ID}-work"/>
  <zeebe:executionListeners><zeebe:executionListener eventType="start" type="${ID}-listener"/></zeebe:executionListeners>
  </bpmn:extensionElements></bpmn:serviceTask>`;
const userTask = `<bpmn:userTask id="decide"><bpmn:extensionElements><zeebe:userTask/>
  <zeebe:taskListeners><zeebe:taskListener eventType="creating" type="${ID}-task-listener"/></zeebe:taskListeners>
  </bpmn:extensionElements></bpmn:userTask>`;
const xml = (id: string) => diagram(id, [['work', serviceTask], ['decide', userTask], jobTask('after', `${ID}-after`)]);

let targetProcessDefinitionKey: string;
beforeAll(async () => {
  await deploy(`${ID}.bpmn`, xml(ID));
  ({ processDefinitionKey: targetProcessDefinitionKey } = (
    await deploy(`${ID}-other.bpmn`, xml(`${ID}-other`))
  ).deployments[0].processDefinition);
});

const activate = async (type: string) =>
  (await post('/jobs/activation', { type, timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 20_000 })).jobs[0];
const complete = (jobKey: string) => call('POST', `/jobs/${jobKey}/completion`, {});
const migrate = (instance: string, elementId: string) =>
  call('POST', `/process-instances/${instance}/migration`, {
    targetProcessDefinitionKey,
    mappingInstructions: [{ sourceElementId: elementId, targetElementId: elementId }],
  });

describe('An instance that waits in a listener', () => {
  it('is modified: the listener goes with its element', async () => {
    const { processInstanceKey } = await create(ID);
    const listener = await activate(`${ID}-listener`);
    await post(`/process-instances/${processInstanceKey}/modification`, {
      activateInstructions: [{ elementId: 'after' }],
      terminateInstructions: [{ elementInstanceKey: listener.elementInstanceKey }],
    });
    expect((await complete(listener.jobKey)).status).toBe(404);
    await complete((await activate(`${ID}-after`)).jobKey);
    await eventually(
      async () => (await call('GET', `/process-instances/${processInstanceKey}`)).body.state === 'COMPLETED',
    );
  });

  it('is migrated: the listener goes on in the other process, and then the element', async () => {
    const { processInstanceKey } = await create(ID);
    const listener = await activate(`${ID}-listener`);
    expect((await migrate(processInstanceKey, 'work')).status).toBe(204);
    expect((await complete(listener.jobKey)).status).toBe(204);
    expect(await activate(`${ID}-work`)).toMatchObject({ processInstanceKey, processDefinitionId: `${ID}-other` });
    await post(`/process-instances/${processInstanceKey}/cancellation`, {});
  });

  it('is not migrated while a listener of its user task is at work', async () => {
    const { processInstanceKey } = await create(ID, { startInstructions: [{ elementId: 'decide' }] });
    await activate(`${ID}-task-listener`);
    expect((await migrate(processInstanceKey, 'decide')).body).toMatchObject({ status: 409, title: 'INVALID_STATE' });
    await post(`/process-instances/${processInstanceKey}/cancellation`, {});
  });
});
