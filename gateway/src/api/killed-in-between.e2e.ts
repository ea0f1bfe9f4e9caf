import { randomUUID } from 'node:crypto';
import { commandClient, deploy, diagram, eventually, jobTask, message, receiveTask } from './commands.support';
import { authorization } from './caller.support';
import { engineBetween, type Exchange } from './engine-between.support';
import { secondGateway } from './second-gateway.support';

jest.setTimeout(180_000);

const { call, post, create } = commandClient();
const suffix = randomUUID().slice(0, 8);
const id = (part: string) => `${part}-${suffix}`;

/** A command through a gateway that is killed when the engine has done its part, and before the gateway can note it. */
async function killedWhen(
  hasDone: (exchange: Exchange) => boolean,
  command: (other: ReturnType<typeof commandClient>, url: string) => Promise<unknown>,
): Promise<void> {
  let isKilled = false;
  const engine = await engineBetween((exchange) => {
    if (!isKilled && !hasDone(exchange)) {
      return Promise.resolve();
    }
    isKilled = true;
    gateway.process.kill('SIGKILL');
    return Promise.reject(new Error('nobody hears this answer'));
  });
  const gateway = await secondGateway({ ENGINE_URL: engine.url });
  try {
    await Promise.all([
      command(commandClient(gateway.url), gateway.url).catch(() => undefined),
      eventually(() => Promise.resolve(isKilled)),
    ]);
  } finally {
    gateway.process.kill('SIGKILL');
    engine.close();
  }
}

const formFile = (name: string, text: string) =>
  [`${id(name)}.form`, JSON.stringify({ id: id(name), components: [{ type: 'text', text }] })] as const;
const asksFor = (name: string, binding: string): [string, string] => [
  'ask',
  `<bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="${id(name)}" bindingType="${binding}"/></bpmn:extensionElements></bpmn:userTask>`,
];

/** Deploys files together. @param url another gateway than the one under test */
async function deployAll(files: (readonly [name: string, content: string])[], url = process.env.GATEWAY_URL) {
  const form = new FormData();
  files.forEach(([name, content]) => form.append('resources', new Blob([content]), name));
  const answer = await fetch(`${url}/v2/deployments`, { method: 'POST', headers: await authorization(), body: form });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return (await answer.json()) as any;
}

/** What a new instance of a process comes to: the form of its task, or its incident. */
async function asked(processDefinitionId: string): Promise<string> {
  const { processInstanceKey } = await create(processDefinitionId);
  let found = '';
  await eventually(async () => {
    const [task] = (await post('/user-tasks/search', { filter: { processInstanceKey } })).items;
    const [incident] = (await post('/incidents/search', { filter: { processInstanceKey } })).items;
    found = task
      ? String((await call('GET', `/user-tasks/${task.userTaskKey}/form`)).body.schema?.components[0].text)
      : String(incident?.errorType ?? '');
    return found !== '';
  });
  await post(`/process-instances/${processInstanceKey}/cancellation`, {});
  return found;
}

const isGone = ({ path, request }: Exchange) =>
  path.endsWith('/deployment/create') && request.includes('zeebe-form-gone/');

describe('A gateway is killed between the engine and its own table', () => {
  it.each<[string, (formKey: string, name: string) => Promise<unknown>, string]>([
    ['it is deleted once more', (formKey) => post(`/resources/${formKey}/deletion`, {}), 'FORM_NOT_FOUND'],
    ['the same form is deployed', (_key, name) => deployAll([formFile(name, 'here')]), 'here'],
  ])('while it deletes a form: the form is still there until %s', async (_what, next, comesTo) => {
    const name = `deleted-${comesTo.toLowerCase()}`;
    const { deployments } = await deployAll([formFile(name, 'here')]);
    await deploy(`${id(name)}.bpmn`, diagram(id(name), [asksFor(name, 'latest')]));
    const { formKey } = deployments[0].form;
    expect(await asked(id(name))).toBe('here');

    await killedWhen(isGone, (other) => other.post(`/resources/${formKey}/deletion`, {}));
    expect((await call('GET', `/resources/${formKey}`)).status).toBe(200);
    await next(formKey as string, name);
    expect(await asked(id(name))).toBe(comesTo);
  });

  it('while it deploys a process with its form: deployed again, both are there, bound to each other', async () => {
    const files = [
      [`${id('deployed')}.bpmn`, diagram(id('deployed'), [asksFor('deployed', 'deployment')])] as const,
      formFile('deployed', 'bound'),
    ];
    await killedWhen(
      ({ path, request }) => path.endsWith('/deployment/create') && request.includes(id('deployed')),
      (_other, url) => deployAll(files, url),
    );
    const { deployments } = await deployAll(files);
    expect(deployments[0].processDefinition.processDefinitionVersion).toBe(2);
    expect(deployments[1].form.version).toBe(1);
    expect(await asked(id('deployed'))).toBe('bound');
  });

  it.each([
    ['with a correlation key', 'a key'],
    ['without one', ''],
  ])('while a message %s starts an instance: it starts one, not two', async (_what, correlationKey) => {
    const process = id(`begun${correlationKey.length}`);
    const start = `<bpmn:messageEventDefinition id="e" messageRef="m-${process}"/>`;
    await deploy(`${process}.bpmn`, diagram(process, [jobTask('work', process)], start, message(process)));
    await killedWhen(
      ({ path }) => /process-definition\/[^/]+\/start/.test(path),
      (other) => other.post('/messages/publication', { name: process, correlationKey, timeToLive: 3_600_000 }),
    );
    const instances = async () =>
      (await post('/process-instances/search', { filter: { processDefinitionId: process } })).items as unknown[];
    expect(await instances()).toHaveLength(1);
    // another gateway takes the message up when nothing was heard of it for ten seconds, and keeps what became of it
    await eventually(
      async () =>
        (await call('POST', '/correlated-message-subscriptions/search', { filter: { processDefinitionId: process } }))
          .body.items.length === 1,
    );
    expect(await instances()).toHaveLength(1);
  });

  it('while a waiting instance takes a message: that instance has it', async () => {
    const process = id('waits');
    await deploy(`${process}.bpmn`, diagram(process, [receiveTask(id('taken'))], '', message(id('taken'), 'key')));
    const { processInstanceKey } = await create(process, { variables: { key: process } });
    await killedWhen(
      ({ path, method }) => method === 'POST' && path.endsWith('/message'),
      (other) =>
        other.post('/messages/publication', {
          name: id('taken'),
          correlationKey: process,
          timeToLive: 60_000,
          variables: { told: 1 },
        }),
    );
    await eventually(
      async () => (await call('GET', `/process-instances/${processInstanceKey}`)).body.state === 'COMPLETED',
    );
    const { items } = await post('/variables/search', { filter: { processInstanceKey, name: 'told' } });
    expect(items).toMatchObject([{ value: '1' }]);
  });

  it('while it does what a batch operation says: what was done counts as done', async () => {
    const process = id('batched');
    await deploy(`${process}.bpmn`, diagram(process, [jobTask('work', process)]));
    const batches: string[] = [];
    await killedWhen(
      ({ path, method }) => method === 'DELETE' && /^\/engine-rest\/process-instance\//.test(path),
      async (other) => {
        // the gateway under test may be quicker with all instances of a batch
        for (let tries = 0; tries < 10; tries++) {
          for (let count = 0; count < 12; count++) await create(process);
          const filter = { processDefinitionId: process, state: 'ACTIVE' };
          batches.push((await other.post('/process-instances/cancellation', { filter })).batchOperationKey as string);
          await new Promise((resolve) => setTimeout(resolve, 3_000));
        }
      },
    );
    for (const key of batches) {
      await eventually(async () => (await call('GET', `/batch-operations/${key}`)).body.state === 'COMPLETED');
      const { operationsTotalCount, operationsCompletedCount } = (await call('GET', `/batch-operations/${key}`)).body;
      expect(operationsCompletedCount).toBe(operationsTotalCount);
    }
  });

  it('while it resolves an incident: the job is there with the retries that it was given', async () => {
    const process = id('failed');
    await deploy(`${process}.bpmn`, diagram(process, [jobTask('work', process)]));
    const { processInstanceKey } = await create(process);
    const activation = { type: process, timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 20_000 };
    const [{ jobKey }] = (await post('/jobs/activation', activation)).jobs;
    await post(`/jobs/${jobKey}/failure`, { retries: 0, errorMessage: 'down' });
    const [{ incidentKey }] = (await post('/incidents/search', { filter: { processInstanceKey } })).items;
    await call('PATCH', `/jobs/${jobKey}`, { changeset: { retries: 4 } });
    await killedWhen(
      ({ path, method }) => method === 'PUT' && path.endsWith('/retries'),
      (other) => other.post(`/incidents/${incidentKey}/resolution`, {}),
    );
    const [job] = (await post('/jobs/activation', activation)).jobs;
    expect(job).toMatchObject({ jobKey, retries: 4 });
  });
});
