import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Pool } from 'pg';
import { commandClient, deploy, diagram, eventually, jobTask, message } from '../api/commands.support';
import { gatewayBetween } from '../api/engine-between.support';
import { LOCK } from '../common/database';

jest.setTimeout(120_000);

const { create, post } = commandClient();
const database = new Pool({ connectionString: process.env.GATEWAY_DATABASE_URL });
/** Told `held` when a gateway first asks the engine for what is to be `held`, which hears of it at `goOn`. */
const way = Object.assign(new EventEmitter(), { holds: /^$/ });

const slow = gatewayBetween(
  () => Promise.resolve(),
  async ({ path }) => {
    if (!way.holds.test(path)) return;
    way.holds = /^$/;
    way.emit('held');
    await once(way, 'goOn');
  },
);
afterAll(() => database.end());

/** Breaks the connections on which a gateway holds a message for itself, as a cut network does. */
const breakLocks = () =>
  database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1`,
    [LOCK.correlation],
  );

/** What the first gateway does with the message is not heard of by the engine until another try of it has come to `found`. */
async function publishedTwice(asks: RegExp, publication: object, found: () => Promise<unknown[]>) {
  way.holds = asks;
  const held = once(way, 'held');
  const published = commandClient(slow().url)
    .post('/messages/publication', { timeToLive: 3_600_000, ...publication })
    .catch(() => undefined);
  await held;
  await breakLocks();
  // it is taken for that of a gateway that died
  await eventually(async () => (await found()).length > 0);
  way.emit('goOn');
  await published;
}

describe('When a gateway loses its lock while the engine is at its message', () => {
  const search = async (of: string, processDefinitionId: string, more: object = {}) =>
    (await post(`/${of}/search`, { filter: { processDefinitionId, ...more } })).items as unknown[];

  it('the message starts one instance', async () => {
    const process = `once-${randomUUID()}`;
    const start = `<bpmn:messageEventDefinition id="e" messageRef="m-${process}"/>`;
    await deploy(`${process}.bpmn`, diagram(process, [jobTask('work', process)], start, message(process)));
    const instances = () => search('process-instances', process);

    await publishedTwice(/process-definition\/[^/]+\/start/, { name: process, correlationKey: 'one' }, instances);
    expect(await instances()).toHaveLength(1);
    expect(await search('correlated-message-subscriptions', process)).toHaveLength(1);
  });

  it('the message starts one event sub-process, which waits on for others', async () => {
    const process = `once-${randomUUID()}`;
    const [work, task] = jobTask('work', process);
    const event = `<bpmn:subProcess id="event" triggeredByEvent="true">
      <bpmn:startEvent id="urged" isInterrupting="false"><bpmn:messageEventDefinition id="e" messageRef="m-${process}"/></bpmn:startEvent>
      ${jobTask('note', `${process}-note`)[1]}<bpmn:sequenceFlow id="n" sourceRef="urged" targetRef="note"/></bpmn:subProcess>`;
    await deploy(`${process}.bpmn`, diagram(process, [[work, task + event]], '', message(process, 'key')));
    await create(process, { variables: { key: process } });
    const events = () => search('element-instances', process, { elementId: 'event' });
    const publication = { name: process, correlationKey: process, variables: { text: 'soon' } };

    await publishedTwice(/\/message$/, publication, events);
    expect(await events()).toHaveLength(1);
    expect(await search('correlated-message-subscriptions', process)).toHaveLength(1);
    await post('/messages/publication', publication);
    expect(await events()).toHaveLength(2);
  });
});
