import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalogue } from '../definitions/catalogue';
import type { DefinitionFactsTable } from '../definitions/facts';
import type { EngineDatabase } from './engine-database';
import { engineTables } from './engine-tables.support';
import { ReadModel } from './read-model';
import { userTaskResource } from './resources/user-tasks';

/** The engine's tables of tasks, and three hundred open ones that were there before the gateway came: of two groups, each third of both. */
const ROWS = `
  INSERT INTO act_hi_taskinst (id_, proc_inst_id_, task_def_key_, name_, start_time_, priority_, due_date_)
    SELECT n::text, '1', CASE WHEN n % 5 = 0 THEN 'review' ELSE 'handle' END, 'Task ' || n % 13,
           timestamp '2026-01-01' + n % 70 * interval '1 hour', n % 4 * 25, CASE WHEN n % 7 > 0 THEN timestamp '2026-02-01' + n % 11 * interval '1 day' END
      FROM generate_series(1, 300) n;
  INSERT INTO act_ru_identitylink (id_, group_id_, type_, task_id_)
    SELECT (1000 + n)::text, CASE WHEN n % 2 = 0 THEN 'agent' ELSE 'unit:roads' END, 'candidate', n::text FROM generate_series(1, 300) n
    UNION ALL SELECT (2000 + n)::text, 'user:zhang', 'candidate', n::text FROM generate_series(3, 300, 3) n;
  ANALYZE;`;

let engine: Awaited<ReturnType<typeof engineTables>>;
let withTable: ReadModel;
let withoutTable: ReadModel;

beforeAll(async () => {
  engine = await engineTables();
  await engine.pool.query(ROWS);
  const readModel = (tables: EngineDatabase) => {
    const services = {
      catalogue: { get: () => Promise.reject(new Error('no diagram')) } as unknown as Catalogue,
      facts: {} as DefinitionFactsTable,
    } as { catalogue: Catalogue; facts: DefinitionFactsTable; read: ReadModel };
    services.read = new ReadModel(tables, engine.pool, services);
    return services.read;
  };
  withTable = readModel(engine.tables);
  const { tables } = engine;
  withoutTable = readModel({
    query: tables.query.bind(tables),
    offersTasks: () => Promise.resolve(false),
  } as EngineDatabase);
}, 60_000);
afterAll(() => engine.drop());

/** To whom a task is offered, as `group/priority`. */
async function offers(task: number): Promise<string[]> {
  const { rows } = await engine.pool.query<{ offer: string }>(
    `SELECT group_id || '/' || coalesce(priority, 0) AS offer FROM gateway_offered_task WHERE task_key = $1 ORDER BY 1`,
    [task],
  );
  return rows.map(({ offer }) => offer);
}

const OPEN = { state: 'CREATED' };
const AGENT = { ...OPEN, candidateGroup: 'agent' };
const TWO = { ...OPEN, candidateGroup: { $in: ['agent', 'user:zhang', 'agent'] } };
const PRESSING = [{ field: 'priority', order: 'DESC' }, { field: 'creationDate' }];
const DUE = [{ field: 'dueDate' }, { field: 'creationDate' }];

describe('a search of open tasks of candidate groups finds what it found by looking up all of them', () => {
  it('by the table', async () => {
    expect(await engine.tables.offersTasks()).toBe(true);
  });

  it.each([
    ['of one group, the most pressing first', AGENT, PRESSING, {}],
    ['of two groups, what is in both once', TWO, PRESSING, {}],
    ['of two groups by due date, those without one last', TWO, DUE, {}],
    ['the oldest', TWO, [{ field: 'creationDate' }], {}],
    ['the newest', TWO, [{ field: 'creationDate', order: 'DESC' }], {}],
    ['in no order', TWO, [], {}],
    ['in an order that the table has no column for', TWO, [{ field: 'name', order: 'DESC' }], {}],
    ['of one element', { ...TWO, elementId: 'review' }, PRESSING, {}],
    ['overdue', { ...TWO, dueDate: { $lt: '2026-02-04T00:00:00Z' } }, DUE, {}],
    ['a later page', TWO, PRESSING, { from: 60 }],
    ['the last page', TWO, PRESSING, { from: 195 }],
    ['of a group that has none', { ...OPEN, candidateGroup: 'unit:none' }, PRESSING, {}],
    ['open in other words', { state: { $in: ['CREATED'] }, candidateGroup: { $eq: 'agent' } }, DUE, {}],
    ['that ended as well', { state: { $in: ['CREATED', 'COMPLETED'] }, candidateGroup: 'agent' }, DUE, {}],
    ['of groups by a pattern', { ...OPEN, candidateGroup: { $like: 'u*' } }, PRESSING, {}],
  ])('%s', async (_name, filter, sort, page) => {
    const request = { filter, sort, page: { limit: 20, ...page } };
    const found = await withTable.search(userTaskResource, request);
    expect(found).toEqual(await withoutTable.search(userTaskResource, request));
  });

  it('from page to page by cursors, and back', async () => {
    const forth = async (model: ReadModel) => {
      const pages = [await model.search(userTaskResource, { filter: TWO, sort: DUE, page: { limit: 90 } })];
      for (const way of ['after', 'after', 'before']) {
        const cursor = pages.at(-1)!.page[way === 'after' ? 'endCursor' : 'startCursor'];
        pages.push(
          await model.search(userTaskResource, { filter: TWO, sort: DUE, page: { limit: 90, [way]: cursor } }),
        );
      }
      return pages;
    };
    const pages = await forth(withTable);
    expect(pages).toEqual(await forth(withoutTable));
    expect(pages[3]!.items).toEqual(pages[1]!.items);
  });

  it('and a batch finds all of them', async () => {
    expect(await withTable.keys(userTaskResource, TWO)).toEqual(await withoutTable.keys(userTaskResource, TWO));
  });
});

it('a page of a group is read in its order: neither all of its tasks nor a sort', async () => {
  await engine.pool.query(
    `INSERT INTO gateway_offered_task SELECT 'many', n, 50, timestamp '2026-01-01' + n * interval '1 second', NULL FROM generate_series(100001, 120000) n`,
  );
  await engine.pool.query('ANALYZE gateway_offered_task');
  for (const order of ['priority DESC NULLS LAST, created, task_key', 'due, created, task_key', 'created, task_key']) {
    const { rows } = await engine.pool.query<Record<string, string>>(
      `EXPLAIN SELECT task_key FROM gateway_offered_task WHERE group_id = 'many' ORDER BY ${order} LIMIT 20`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Only Scan');
    expect(plan).not.toContain('Sort');
  }
  await engine.pool.query(`DELETE FROM gateway_offered_task WHERE group_id = 'many'`);
});

describe('a task is offered', () => {
  const task = (id: number) =>
    engine.pool.query(
      `INSERT INTO act_hi_taskinst (id_, proc_inst_id_, start_time_, priority_) VALUES ($1::text, '1', now(), 50)`,
      [id],
    );
  const candidate = (id: number, group: string, link: number) =>
    engine.pool.query(
      `INSERT INTO act_ru_identitylink (id_, group_id_, type_, task_id_) VALUES ($3::text, $2, 'candidate', $1::text)`,
      [id, group, link],
    );
  const change = (id: number, what: string) =>
    engine.pool.query(`UPDATE act_hi_taskinst SET ${what} WHERE id_ = $1::text`, [id]);

  it('whether the engine writes its history or its candidates first', async () => {
    await task(501);
    await candidate(501, 'agent', 5011);
    await candidate(502, 'agent', 5021);
    expect(await offers(502)).toEqual([]);
    await task(502);
    expect([await offers(501), await offers(502)]).toEqual([['agent/50'], ['agent/50']]);
  });

  it('as it is changed, and not while a change waits for its listeners', async () => {
    await task(503);
    await candidate(503, 'agent', 5031);
    await candidate(503, 'leader', 5032);
    await change(503, 'priority_ = 80');
    expect(await offers(503)).toEqual(['agent/80', 'leader/80']);
    await change(503, `description_ = 'ASSIGNING'`);
    expect(await offers(503)).toEqual([]);
    await change(503, 'description_ = NULL');
    expect(await offers(503)).toEqual(['agent/80', 'leader/80']);
  });

  it('until it ends, or a group is no candidate any more', async () => {
    await task(504);
    await candidate(504, 'agent', 5041);
    await candidate(504, 'agent', 5042);
    await candidate(504, 'leader', 5043);
    await engine.pool.query(`DELETE FROM act_ru_identitylink WHERE id_ IN ('5042', '5043')`);
    expect(await offers(504)).toEqual(['agent/50']);
    await change(504, `end_time_ = now(), delete_reason_ = 'completed'`);
    expect(await offers(504)).toEqual([]);
    await engine.pool.query(`DELETE FROM act_ru_identitylink WHERE task_id_ = '504'`);
    expect(await offers(504)).toEqual([]);
  });

  it('anew from the engine’s tables, where they were filled without triggers', async () => {
    const before = await engine.pool.query('SELECT * FROM gateway_offered_task ORDER BY task_key, group_id');
    await engine.pool.query('DELETE FROM gateway_offered_task WHERE task_key < 200');
    await engine.pool.query('SELECT gateway_fill_offered_tasks()');
    const after = await engine.pool.query('SELECT * FROM gateway_offered_task ORDER BY task_key, group_id');
    expect(after.rows).toEqual(before.rows);
  });
});

describe('where the engine runs while the table is made', () => {
  it('its transactions go on, and the table comes after them', async () => {
    const running = await engineTables();
    const client = await running.pool.connect();
    await client.query('BEGIN');
    await client.query(`INSERT INTO act_hi_taskinst (id_, proc_inst_id_) VALUES ('1', '1')`);
    const made = running.tables.offersTasks();
    await sleep(1_000);
    await client.query(
      `INSERT INTO act_ru_identitylink (id_, group_id_, type_, task_id_) VALUES ('2', 'agent', 'candidate', '1')`,
    );
    await client.query('COMMIT');
    client.release();
    expect(await made).toBe(true);
    expect((await running.pool.query('SELECT group_id FROM gateway_offered_task')).rows).toEqual([
      { group_id: 'agent' },
    ]);
    await running.drop();
  });
});
