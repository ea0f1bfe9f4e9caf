import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Pool } from 'pg';
import { commandClient, deploy, diagram, eventually, jobTask, message } from '../api/commands.support';
import { engineBetween } from '../api/engine-between.support';
import { secondGateway, type SecondGateway } from '../api/second-gateway.support';
import { LOCK } from '../common/database';

jest.setTimeout(120_000);

const { call, post } = commandClient();
const database = new Pool({ connectionString: process.env.GATEWAY_DATABASE_URL });
/** Told `starting` when a gateway first asks for the start of an instance, which the engine hears of at `goOn`. */
const way = Object.assign(new EventEmitter(), { isHeld: false });

let engine: Awaited<ReturnType<typeof engineBetween>>;
let slow: SecondGateway;
beforeAll(async () => {
  engine = await engineBetween(
    () => Promise.resolve(),
    async ({ path }) => {
      if (way.isHeld || !/process-definition\/[^/]+\/start/.test(path)) return;
      way.isHeld = true;
      way.emit('starting');
      await once(way, 'goOn');
    },
  );
  slow = await secondGateway({ ENGINE_URL: engine.url });
});
afterAll(async () => {
  slow.process.kill('SIGKILL');
  engine.close();
  await database.end();
});

/** Breaks the connections on which a gateway holds a message for itself, as a cut network does. */
const breakLocks = () =>
  database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1`,
    [LOCK.correlation],
  );

it('a message starts one instance also when a gateway loses its lock while the engine is at the start', async () => {
  const process = `once-${randomUUID()}`;
  const start = `<bpmn:messageEventDefinition id="e" messageRef="m-${process}"/>`;
  await deploy(`${process}.bpmn`, diagram(process, [jobTask('work', process)], start, message(process)));
  const instances = async () =>
    (await post('/process-instances/search', { filter: { processDefinitionId: process } })).items as unknown[];

  const starting = once(way, 'starting');
  const published = commandClient(slow.url)
    .post('/messages/publication', { name: process, correlationKey: 'one', timeToLive: 3_600_000 })
    .catch(() => undefined);
  await starting;
  await breakLocks();
  // it is taken for that of a gateway that died
  await eventually(async () => (await instances()).length > 0);
  way.emit('goOn');
  await published;
  expect(await instances()).toHaveLength(1);
  const { items } = await post('/correlated-message-subscriptions/search', {
    filter: { processDefinitionId: process },
  });
  expect(items).toHaveLength(1);
  expect((await call('POST', '/incidents/search', { filter: { processDefinitionId: process } })).body.items).toEqual(
    [],
  );
});
