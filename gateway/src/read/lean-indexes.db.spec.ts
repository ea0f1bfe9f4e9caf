import { Client } from 'pg';
import { engineTables } from './engine-tables.support';
import { leanIndexes } from './lean-indexes';

const TABLES = `
  ALTER TABLE act_ru_variable ADD tenant_id_ text;
  CREATE INDEX act_idx_variable_tenant_id ON act_ru_variable (tenant_id_);
  CREATE INDEX act_idx_variable_task_name_type ON act_ru_variable (task_id_, name_);
  CREATE INDEX act_idx_var_exe ON act_ru_variable (execution_id_);
  CREATE INDEX somebodys_own ON act_ru_variable (tenant_id_, name_);
  INSERT INTO act_ru_variable (id_, var_scope_, name_, task_id_)
    SELECT n::text, n::text, 'caseId', CASE WHEN n % 1000 = 0 THEN n::text END FROM generate_series(1, 20000) n;
  ANALYZE act_ru_variable;`;

let engine: Awaited<ReturnType<typeof engineTables>>;
let client: Client;

beforeAll(async () => {
  engine = await engineTables();
  await engine.pool.query(TABLES);
  client = new Client({ connectionString: engine.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await engine.drop();
});

async function indexes(): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, substring(indexdef FROM 'btree.*') AS definition FROM pg_indexes WHERE tablename = 'act_ru_variable'`,
  );
  return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
}

const LEAN = {
  act_idx_variable_tenant_id: 'btree (tenant_id_) WHERE (tenant_id_ IS NOT NULL)',
  act_idx_variable_task_name_type: 'btree (task_id_, name_) WHERE (task_id_ IS NOT NULL)',
};

describe('the engine’s indexes of columns that stay empty', () => {
  it('hold what is filled alone, under their names; the others are left as they are', async () => {
    const before = await indexes();
    // an earlier start broke off
    await client.query('CREATE INDEX lean_act_idx_variable_tenant_id ON act_ru_variable (id_)');
    await leanIndexes(client);
    expect(await indexes()).toEqual({ ...before, ...LEAN });
    await leanIndexes(client);
    expect(await indexes()).toEqual({ ...before, ...LEAN });
  });

  it('go with pages that have room for changes, set once', async () => {
    const roomOf = async () =>
      (
        await client.query<{ room: string }>(
          `SELECT relname || ' ' || xmin || ' ' || reloptions::text AS room FROM pg_class
          WHERE relname IN ('act_ru_variable', 'act_hi_varinst') ORDER BY relname`,
        )
      ).rows.map(({ room }) => room);
    const before = await roomOf();
    expect(before.map((room) => room.replace(/\d+ \{/, '{'))).toEqual([
      'act_hi_varinst {fillfactor=80}',
      'act_ru_variable {fillfactor=80}',
    ]);
    await leanIndexes(client);
    expect(await roomOf()).toEqual(before);
  });

  it('still find what is filled', async () => {
    const { rows } = await client.query<Record<string, string>>(
      `EXPLAIN SELECT * FROM act_ru_variable WHERE task_id_ = '7000' AND name_ = 'caseId'`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join()).toContain('act_idx_variable_task_name_type');
  });

  it('wait for a transaction that has the table in use, and end none', async () => {
    await client.query('DROP INDEX act_idx_variable_tenant_id');
    await client.query('CREATE INDEX act_idx_variable_tenant_id ON act_ru_variable (tenant_id_)');
    const busy = new Client({ connectionString: engine.url });
    await busy.connect();
    await busy.query('BEGIN');
    await busy.query(`UPDATE act_ru_variable SET name_ = 'caseId' WHERE id_ = '1'`);
    const done = leanIndexes(client);
    await new Promise((resolve) => setTimeout(resolve, 900));
    await busy.query('COMMIT');
    await done;
    await busy.end();
    expect(await indexes()).toMatchObject(LEAN);
  });
});
