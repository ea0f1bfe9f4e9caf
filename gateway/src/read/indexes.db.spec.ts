import { LATEST_OF_OWN } from '../decisions/evaluation';
import { EngineDatabase } from './engine-database';
import { engineTables } from './engine-tables.support';

/** Open tasks, and evaluations of one decision: many in processes, as many outside, one a second. */
const ROWS = `
  INSERT INTO act_ru_task SELECT n::text FROM generate_series(1, 20000) n;
  INSERT INTO act_hi_decinst
    SELECT n::text, 'routing:1:7', CASE WHEN n % 2 = 0 THEN n::text END, NULL, timestamp '2026-01-01' + n * interval '1 second'
      FROM generate_series(1, 40000) n;
  ANALYZE act_hi_decinst, act_ru_task;`;

let engine: Awaited<ReturnType<typeof engineTables>>;
beforeAll(async () => {
  engine = await engineTables();
  await engine.pool.query(ROWS);
});
afterAll(() => engine.drop());

/** How a statement is done, as PostgreSQL tells. */
async function planOf(statement: string): Promise<string> {
  const { rows } = await engine.pool.query<Record<string, string>>(`EXPLAIN ${statement}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

it('finds the last evaluation outside of processes without reading those before it', async () => {
  const { rows } = await engine.tables.query(LATEST_OF_OWN, ['routing:1:7']);
  expect((rows as { id: string }[])[0]!.id).toBe('39999');
  const plan = await planOf(LATEST_OF_OWN.replace('$1', "'routing:1:7'"));
  expect(plan).toContain('gateway_act_hi_decinst_own');
  expect(plan).not.toContain('Sort');
});

it('the engine finds the parts of a task that ends without reading all open tasks', async () => {
  await engine.tables.query('SELECT 1');
  expect(await planOf(`SELECT * FROM act_ru_task WHERE parent_task_id_ = '7'`)).toContain('gateway_act_ru_task_parent');
});

it('makes an index at its next start whose making broke off', async () => {
  const other = await engineTables();
  const isWhole = async () => {
    const { rows } = await other.pool.query<{ valid: boolean }>(
      `SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'gateway_act_hi_varinst_started_by'::regclass`,
    );
    return rows[0]!.valid;
  };
  // two instances that one message started, from before there was the index that lets the engine refuse the second
  await other.pool.query(
    `INSERT INTO act_hi_varinst (id_, proc_def_key_, name_, text_) VALUES ('1', 'case', '_zeebe_message', '7'), ('2', 'case', '_zeebe_message', '7')`,
  );
  await other.tables.query('SELECT 1');
  expect(await isWhole()).toBe(false);
  await other.pool.query(`DELETE FROM act_hi_varinst WHERE id_ = '2'`);
  const next = new EngineDatabase(other.url, 'UTC', () => undefined);
  await next.query('SELECT 1');
  expect(await isWhole()).toBe(true);
  await next.close();
  await other.drop();
});
