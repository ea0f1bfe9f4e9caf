import { INDEXED_CHARACTERS } from '../common/database';
import { engineTables } from '../read/engine-tables.support';
import { BUFFERED_FOR, bufferedFor, bufferedNames } from './buffer';

/** A month of a city's registrations: all but the last one have started their process. */
const MONTH = 20_000;
const LONG = 'k'.repeat(INDEXED_CHARACTERS);

let engine: Awaited<ReturnType<typeof engineTables>>;
beforeAll(async () => {
  engine = await engineTables();
  await engine.pool.query(
    `INSERT INTO gateway.message (key, name, correlation_key, variables, expires_at, open)
     SELECT n, 'case-registered', 'case ' || n, '{}', now() + interval '30 days', true FROM generate_series(1, ${MONTH}) n
     UNION ALL VALUES (30001, 'case-urged', 'case 7', '{}'::jsonb, now() + interval '1 day', true),
       (30002, 'case-urged', 'case 8', '{}', now() - interval '1 day', true),
       (30003, 'case-urged', 'case 9', '{}', now() + interval '1 day', false),
       (30004, 'case-urged', '${LONG}a', '{}', now() + interval '1 day', true),
       (30005, 'case-urged', '${LONG}b', '{}', now() + interval '1 day', true),
       (30006, 'case-urged', 'case 7', '{}', now() + interval '1 day', true)`,
  );
  await engine.pool.query(
    `INSERT INTO gateway.message_taken SELECT n, 'hotline-case' FROM generate_series(1, ${MONTH - 1}) n`,
  );
  await engine.pool.query('ANALYZE');
}, 60_000);
afterAll(() => engine.drop());

const urged = (correlationKey: string) => ({ key: 's', name: 'case-urged', correlationKey, process: null });
const started = (process: string) => ({ key: 's', name: 'case-registered', correlationKey: null, process });

it('the names of what is in the buffer are told', async () => {
  expect(await bufferedNames(engine.pool)).toEqual(['case-registered', 'case-urged']);
});

it.each([
  ['a subscription takes the messages of its key, the oldest first', [urged('case 7')], ['30001', '30006']],
  ['none that has expired', [urged('case 8')], []],
  ['none that is no longer in the buffer', [urged('case 9')], []],
  ['none of another key, however long both are alike', [urged(`${LONG}b`)], ['30005']],
  ['none that says nothing to it', [urged('case 10')], []],
  [
    'two subscriptions get what each of them may take',
    [urged('case 7'), urged(`${LONG}a`)],
    ['30001', '30004', '30006'],
  ],
  ['the start event of a new version gets what its process has not had', [started('hotline-case')], [String(MONTH)]],
])('%s', async (_, opened, keys) => {
  expect((await bufferedFor(engine.pool, opened)).map(({ key }) => key)).toEqual(keys);
});

it('the start event of a new process gets all that there are', async () => {
  expect(await bufferedFor(engine.pool, [started('another-case')])).toHaveLength(MONTH);
});

it('what a subscription takes is found by its key, not among all of its name', async () => {
  const { rows } = await engine.pool.query<Record<string, string>>(`EXPLAIN (GENERIC_PLAN) ${BUFFERED_FOR}`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Index Cond: ((name = s.name) AND ("left"(correlation_key');
});
