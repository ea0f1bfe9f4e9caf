import { CORRELATION_VARIABLE } from '../dialect';
import { engineTables } from '../read/engine-tables.support';
import { Subscriptions } from './subscriptions';

/** Two thousand cases that wait for a message of one name, as a city's open cases wait to be urged. */
const ROWS = `
  INSERT INTO act_re_procdef (id_, key_, version_) VALUES ('7', 'case', 1);
  INSERT INTO act_ru_execution SELECT n::text, 'wait:' || n, '7' FROM generate_series(1, 2000) n;`;

let engine: Awaited<ReturnType<typeof engineTables>>;
beforeAll(async () => {
  engine = await engineTables();
  await engine.pool.query(ROWS);
  for (let n = 1; n <= 2000; n += 500) await open(n, n + 499, '1 hour');
  await engine.tables.query('SELECT 1');
  await engine.pool.query('ANALYZE');
}, 60_000);
afterAll(() => engine.drop());

/** Executions come to wait to be urged, each for its own case; dated so long ago. */
async function open(first: number, last: number, ago: string): Promise<void> {
  await engine.pool.query(
    `INSERT INTO act_ru_event_subscr SELECT 's' || n, 'message', 'case-urged', n::text, n::text, 'urged', now() - $3::interval
       FROM generate_series($1::int, $2::int) n`,
    [first, last, ago],
  );
  await engine.pool.query(
    `INSERT INTO act_ru_variable SELECT 'v' || n, n::text, n::text, NULL, $3, 'case ' || n FROM generate_series($1::int, $2::int) n`,
    [first, last, CORRELATION_VARIABLE('case-urged')],
  );
}

it('who waits for a message is found by its correlation key, not among all that wait for its name', async () => {
  const asked: string[] = [];
  const subscriptions = new Subscriptions({
    query: (text: string, values: unknown[] = []) => {
      asked.push(text);
      return engine.tables.query(text, values);
    },
  });
  expect(await subscriptions.waiting('case-urged', 'case 1234')).toMatchObject([
    { key: 's1234', instanceKey: '1234', elementInstanceKey: '1234', process: 'case' },
  ]);
  const literal = asked[0]!
    .replaceAll('$1', `'case-urged'`)
    .replaceAll('$2', `'${CORRELATION_VARIABLE('case-urged')}'`)
    .replaceAll('$3', `'case 1234'`);
  const { rows } = await engine.pool.query<Record<string, string>>(`EXPLAIN ${literal}`);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('gateway_act_ru_variable_key');
});

it('what is new is told once, and what a slow transaction dated some seconds ago is told too', async () => {
  const subscriptions = new Subscriptions(engine.tables);
  const told = async () =>
    (await subscriptions.opened(['case-urged'])).map(({ key, correlationKey }) => `${key} ${correlationKey}`);
  expect(await told()).toHaveLength(2000);
  await open(3001, 3001, '0 seconds');
  expect(await told()).toEqual(['s3001 case 3001']);
  expect(await told()).toEqual([]);
  await open(3002, 3002, '20 seconds');
  const later: string[] = [];
  for (let look = 0; look < 25; look++) later.push(...(await told()));
  expect(later).toEqual(['s3002 case 3002']);
});

it('what was told is told again when nothing came of it', async () => {
  const subscriptions = new Subscriptions(engine.tables);
  await subscriptions.opened(['case-urged']);
  await open(4001, 4001, '0 seconds');
  expect(await subscriptions.opened(['case-urged'])).toMatchObject([{ key: 's4001' }]);
  subscriptions.again();
  expect((await subscriptions.opened(['case-urged'])).map(({ key }) => key)).toContain('s4001');
});

it('of the start event of a version deployed since, its process is told', async () => {
  const subscriptions = new Subscriptions(engine.tables);
  await subscriptions.opened(['case-registered', 'case-urged']);
  await engine.pool.query(
    `INSERT INTO act_ru_event_subscr VALUES ('s5001', 'message', 'case-registered', NULL, NULL, 'registered', now(), '7')`,
  );
  expect(await subscriptions.opened(['case-registered', 'case-urged'])).toMatchObject([
    { key: 's5001', name: 'case-registered', correlationKey: null, process: 'case' },
  ]);
});
