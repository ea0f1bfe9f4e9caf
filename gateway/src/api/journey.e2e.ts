import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorization } from './caller.support';
import { NOW, strictCamunda } from './strict-client';

const RESOURCES = ['journey.bpmn', 'journey.dmn'].map(
  (name) => new File([readFileSync(join(__dirname, name), 'utf8')], name),
);
const FORM = new File([JSON.stringify({ id: 'journey-form', type: 'default', components: [] })], 'journey.form');

jest.setTimeout(60_000);

describe('A case goes from a message to its end through the gateway', () => {
  const camunda = strictCamunda();
  const caseId = randomUUID();

  const jobs = async (type: string) =>
    (
      await camunda.activateJobs({
        type,
        maxJobsToActivate: 5,
        timeout: 60_000,
        requestTimeout: 10_000,
        worker: 'test',
      })
    ).jobs;
  const publish = (name: string, variables: object, messageId?: string, timeToLive = 60_000) =>
    camunda.publishMessage({ name, correlationKey: caseId, timeToLive, variables, messageId } as never);
  /** The group's newest task: the engine reaches it a moment after the job's completion was answered. */
  const newestTask = async (group: string): Promise<Record<string, string>> => {
    for (const until = Date.now() + 20_000; Date.now() < until;) {
      const { items } = await camunda.searchUserTasks(
        {
          filter: { state: 'CREATED', candidateGroup: { $in: [group] } },
          sort: [{ field: 'creationDate', order: 'DESC' }],
        } as never,
        NOW,
      );
      if (items?.[0]) {
        return items[0] as unknown as Record<string, string>;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no task came for ${group}`);
  };

  it('deploys, and an unchanged resource keeps its version', async () => {
    const first = await camunda.createDeployment({ resources: [...RESOURCES, FORM] } as never);
    const again = await camunda.createDeployment({ resources: [...RESOURCES, FORM] } as never);
    expect(first.processes).toHaveLength(2);
    expect(again.processes.map((process) => process.processDefinitionKey)).toEqual(
      first.processes.map((process) => process.processDefinitionKey),
    );
    expect(again.forms[0]?.version).toBe(first.forms[0]?.version);
  });

  it('gives the diagram back as it was uploaded', async () => {
    const { processes } = await camunda.createDeployment({ resources: RESOURCES } as never);
    const xml = await camunda.getProcessDefinitionXml(
      { processDefinitionKey: processes[0]!.processDefinitionKey },
      NOW,
    );
    expect(String(xml)).toBe(readFileSync(join(__dirname, 'journey.bpmn'), 'utf8'));
  });

  it('a message with an id starts one case, however often it is published', async () => {
    const variables = { caseId, units: ['a', 'b'], nothing: null };
    await publish('journey-registered', variables, caseId);
    await expect(publish('journey-registered', variables, caseId)).rejects.toMatchObject({ status: 409 });
    const found = await jobs('journey-classify');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      customHeaders: { kind: 'first' },
      retries: 3,
      variables: { caseId, shout: `${caseId}!`, units: ['a', 'b'], nothing: null },
    });
    await camunda.completeJob({ jobKey: found[0]!.jobKey, variables: { caseType: 'consult' } });
    await expect(camunda.completeJob({ jobKey: found[0]!.jobKey })).rejects.toMatchObject({ status: 404 });
  });

  it('a message for an event sub-process leaves the case where it is', async () => {
    await publish('journey-urged', { urgeId: 'u1' });
    const [urge] = await jobs('journey-urge');
    expect(urge!.variables).toMatchObject({ urgeId: 'u1' });
    await camunda.completeJob({ jobKey: urge!.jobKey });
  });

  it('each unit has its task, with its group, its due date and its form', async () => {
    for (const unit of ['b', 'a']) {
      const task = await newestTask(`unit:${unit}`);
      expect(task).toMatchObject({ elementId: 'handle', candidateGroups: [`unit:${unit}`], priority: 50 });
      expect(Date.parse(task.dueDate!)).toBeGreaterThan(Date.now());
      const form = await camunda.getUserTaskForm({ userTaskKey: task.userTaskKey } as never, NOW);
      expect(form).toMatchObject({ formId: 'journey-form' });
      await camunda.completeUserTask({
        userTaskKey: task.userTaskKey,
        variables: { outcome: `done by ${unit}` },
      } as never);
    }
  });

  it('a buffered message, a timer and a script bring it to its end with the results in order', async () => {
    await publish('journey-answered', { satisfied: true });
    const until = Date.now() + 20_000;
    const search = async (body: object) =>
      (await camunda.searchVariables(body, NOW)).items as unknown as Record<string, string>[];
    let total: Record<string, string>[] = [];
    while (total.length === 0 && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      // the called processes hold a copy of the case's id, as Zeebe hands it down
      const family = await search({ filter: { name: 'caseId', value: JSON.stringify(caseId) } });
      const keys = new Set(family.map((variable) => variable.processInstanceKey));
      total = (await search({ filter: { name: 'total' } })).filter((variable) => keys.has(variable.processInstanceKey));
    }
    expect(total[0]?.value).toBe('2');
    const key = total[0]!.processInstanceKey;
    const [results] = await search({ filter: { name: 'results', processInstanceKey: key } });
    expect(JSON.parse(results!.value!)).toEqual([
      { unit: 'a', outcome: 'done by a' },
      { unit: 'b', outcome: 'done by b' },
    ]);
    const instance = await camunda.getProcessInstance({ processInstanceKey: key } as never, NOW);
    expect(instance.state).toBe('COMPLETED');
  });

  it('refuses by name what it cannot translate, and deploys nothing of it', async () => {
    const diagram = readFileSync(join(__dirname, 'journey.bpmn'), 'utf8').replace(
      /bpmn:scriptTask/g,
      'bpmn:adHocSubProcess',
    );
    await expect(
      camunda.createDeployment({ resources: [new File([diagram], 'refused.bpmn')] } as never),
    ).rejects.toMatchObject({ status: 400 });
  });

  it('says of an unsupported operation that it is not implemented', async () => {
    const answer = await fetch(`${process.env.GATEWAY_URL}/v2/clock`, {
      method: 'PUT',
      headers: {
        ...(await authorization()),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ timestamp: 0 }),
    });
    expect(answer.status).toBe(501);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});
