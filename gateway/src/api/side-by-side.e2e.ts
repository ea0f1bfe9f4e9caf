import { randomUUID } from 'node:crypto';
import { commandClient, deploy, diagram, eventually, jobTask, message, receiveTask } from './commands.support';
import { secondGateway } from './second-gateway.support';

jest.setTimeout(240_000);

const first = commandClient();
const publication = (name: string, correlationKey: string, more: object = {}) => ({
  name,
  correlationKey,
  timeToLive: 3_600_000,
  ...more,
});
const running = async (processDefinitionId: string, more: object = {}) =>
  (await first.post('/process-instances/search', { filter: { processDefinitionId, state: 'ACTIVE', ...more } })).items;

describe('Two gateways on one database', () => {
  beforeAll(async () => {
    await deploy('awaits.bpmn', diagram('awaits', [receiveTask('awaited')], '', message('awaited', 'key')));
    await deploy('batched.bpmn', diagram('batched', [jobTask('work', 'batched-work')]));
    await deploy(
      'begun.bpmn',
      diagram(
        'begun',
        [jobTask('work', 'begun-work')],
        '<bpmn:messageEventDefinition id="e" messageRef="m-begin"/>',
        message('begin'),
      ),
    );
  });

  it('what one was killed over, the other does: a buffered message and a batch operation', async () => {
    const second = await secondGateway();
    const other = commandClient(second.url);
    const key = randomUUID();
    for (let count = 0; count < 8; count++) await other.create('batched');
    await other.post('/messages/publication', publication('awaited', key, { variables: { told: 'before the end' } }));
    const { batchOperationKey } = await other.post('/process-instances/cancellation', {
      filter: { processDefinitionId: 'batched' },
    });
    second.process.kill('SIGKILL');

    const { processInstanceKey } = await first.create('awaits', { variables: { key } });
    await eventually(
      async () => (await first.call('GET', `/process-instances/${processInstanceKey}`)).body.state === 'COMPLETED',
    );
    const { items } = await first.post('/variables/search', { filter: { processInstanceKey, name: 'told' } });
    expect(items[0].value).toBe('"before the end"');

    await eventually(
      async () => (await first.call('GET', `/batch-operations/${batchOperationKey}`)).body.state === 'COMPLETED',
    );
    const batch = (await first.call('GET', `/batch-operations/${batchOperationKey}`)).body;
    expect(batch).toMatchObject({ operationsTotalCount: 8, operationsCompletedCount: 8, operationsFailedCount: 0 });
    expect(await running('batched')).toHaveLength(0);
  });

  it('one that has just started knows everything by the keys that it had before', async () => {
    const { processInstanceKey } = await first.create('batched');
    const all = async ({ post }: Pick<typeof first, 'post'>) => {
      const filter = { processInstanceKey };
      const jobs = async () => (await post('/jobs/search', { filter })).items as { jobKey: string }[];
      await eventually(async () => (await jobs()).length > 0);
      return {
        definitions: (await post('/process-definitions/search', { filter: { processDefinitionId: 'batched' } })).items,
        instances: (await post('/process-instances/search', { filter })).items,
        elements: (await post('/element-instances/search', { filter })).items,
        jobs: await jobs(),
      };
    };
    const before = await all(first);
    const second = await secondGateway();
    try {
      expect(await all(commandClient(second.url))).toEqual(before);
    } finally {
      second.process.kill('SIGKILL');
    }
    expect(before.jobs[0]!.jobKey).toMatch(/^\d+$/);
  });

  it('a buffered message goes once to each process, however many gateways offer it', async () => {
    const second = await secondGateway();
    try {
      const key = randomUUID();
      const created = [
        await first.create('awaits', { variables: { key } }),
        await first.create('awaits', { variables: { key } }),
      ];
      await commandClient(second.url).post('/messages/publication', publication('awaited', key));
      const processInstanceKey = { $in: created.map((instance) => instance.processInstanceKey) };
      await eventually(async () => (await running('awaits', { processInstanceKey })).length === 1);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(await running('awaits', { processInstanceKey })).toHaveLength(1);
      await first.post('/messages/publication', publication('awaited', key, { timeToLive: 0 }));
      await eventually(async () => (await running('awaits', { processInstanceKey })).length === 0);
    } finally {
      second.process.kill('SIGKILL');
    }
  });

  it('a start message waits in the buffer while an instance of its correlation key runs', async () => {
    const key = randomUUID();
    await first.post('/messages/publication', publication('begin', key, { variables: { round: 1 } }));
    await first.post('/messages/publication', publication('begin', key, { variables: { round: 2 } }));
    for (const round of [1, 2]) {
      const activation = { type: 'begun-work', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 30_000 };
      const { jobs } = await first.post('/jobs/activation', activation);
      expect(jobs[0].variables).toMatchObject({ round });
      expect(await running('begun')).toHaveLength(1);
      await first.post(`/jobs/${jobs[0].jobKey}/completion`, {});
    }
  });
});
