import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { AssignmentsOfAStage1764800060000 } from '../database/migrations/1764800060000-assignments-of-a-stage';
import type { Principal } from '../identity/principal';
import { CaseLists } from './case-lists';

jest.setTimeout(120_000);

const STAFF: Principal = { username: 's', name: 's', role: 'supervisor', unit: null, body: 'main', bodyUnit: null };
const HANDLER: Principal = { ...STAFF, role: 'handler', unit: 'unit-1' };
const DISTRICT: Principal = { ...STAFF, body: 'district', bodyUnit: 'unit-2' };
const HOUR_MS = 60 * 60 * 1000;
const NEWEST = Date.UTC(2026, 10, 1);

describe('lists of cases', () => {
  let services: Services;
  let lists: CaseLists;
  let database: DataSource;
  const idOf = new Map<number, string>();

  /** Case `n` came in `n` hours before the newest. */
  async function make(n: number, more: { content?: string; body?: string; stage?: string } = {}): Promise<void> {
    const id = randomUUID();
    idOf.set(n, id);
    const at = new Date(NEWEST - n * HOUR_MS);
    const citizen = randomUUID();
    await database.query('INSERT INTO citizen (id, created_at) VALUES ($1, $2)', [citizen, at]);
    await database.query(
      `INSERT INTO hotline_case (id, number, query_code, profile, channel, content, received_at, registered_at, registered_by,
         citizen_id, stage, body, category) VALUES ($1, $2, 'C', 'county', 'phone', $3, $4, $4, 'agent', $5, $6, $7, 'education')`,
      [
        id,
        `2026${String(n).padStart(8, '0')}`,
        more.content ?? '路灯不亮',
        at,
        citizen,
        more.stage ?? 'archived',
        more.body ?? 'main',
      ],
    );
  }
  const assign = (n: number, unit: string): Promise<unknown> =>
    database.query(
      `INSERT INTO assignment (id, case_id, round, unit, role, status, routed_at, body)
       VALUES ($1, $2, (SELECT 1 + count(*) FROM assignment WHERE case_id = $2), $3, 'lead', 'done', now(), 'main')`,
      [randomUUID(), idOf.get(n), unit],
    );
  const places = async (principal: Principal, filter: object = {}): Promise<number[]> => {
    const { items } = await lists.list(principal, { page: 1, pageSize: 100, ...filter });
    return items.map(({ id }) => [...idOf].find(([, other]) => other === id)![0]);
  };

  beforeAll(async () => {
    services = await startServices();
    lists = services.get(CaseLists);
    database = services.get(DataSource);
    for (let n = 0; n < 150; n++) await make(n, { stage: n === 140 ? 'handling' : 'archived' });
    for (const n of [3, 5, 120]) await assign(n, 'unit-1');
    await assign(5, 'unit-1');
    // 600 cases of another matter lie between: more than a search looks at before it goes back week by week
    await database.query(
      `WITH made AS (INSERT INTO citizen (id, created_at) SELECT gen_random_uuid(), now() FROM generate_series(1, 600) RETURNING id)
       INSERT INTO hotline_case (id, number, query_code, profile, channel, content, received_at, registered_at, registered_by,
         citizen_id, stage, body) SELECT gen_random_uuid(), 'x' || id, 'C', 'county', 'phone', '井盖缺失', $1::timestamptz - interval '200 hours',
         now(), 'agent', id, 'archived', 'main' FROM made`,
      [new Date(NEWEST)],
    );
    await make(300, { content: '锦绣路 Lamp 9 号路灯倾斜，50%_的灯罩破损' });
    await make(3000, { content: '锦绣路路灯又倾斜' });
    await make(301, { content: '锦绣路路灯倾斜', body: 'district' });
    await make(302, { content: '锦绣路路灯倾斜' });
    await assign(302, 'unit-2');
  });
  afterAll(() => services?.stop());

  it('come newest first, page by page, the total counted up to a hundred behind the page', async () => {
    const page = await lists.list(STAFF, { page: 2, pageSize: 20 });
    expect(page.items.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => idOf.get(20 + n)));
    expect(page).toMatchObject({ total: 140, more: true });
    expect(await lists.list(STAFF, { page: 1, pageSize: 20, stage: 'handling' })).toMatchObject({
      total: 1,
      more: false,
      next: null,
    });
  });

  it('go on behind the last case whatever came in meanwhile', async () => {
    const first = await lists.list(STAFF, { page: 1, pageSize: 20 });
    await make(-1);
    expect((await places(STAFF, { pageSize: 20, after: first.next! }))[0]).toBe(20);
  });

  it.each([
    ['page'],
    [{ after: 'x' }],
    [{ after: Buffer.from("2026-01-01 00:00:00+00/1' OR true").toString('base64url') }],
  ])('are refused where %j names no place', async (filter) => {
    const asked =
      filter === 'page' ? { page: 10_000, pageSize: 100 } : { page: 1, pageSize: 20, ...(filter as object) };
    await expect(lists.list(STAFF, asked)).rejects.toMatchObject({ code: 'validation-failed' });
  });

  it.each<[string, Principal, object, number[]]>([
    ['a unit sees its own, each once though it had it in two rounds', HANDLER, {}, [3, 5, 120]],
    ['staff see a unit’s by its name', STAFF, { unit: 'unit-1' }, [3, 5, 120]],
    ['a sub-platform sees its own and what was handed down to it', DISTRICT, {}, [301, 302]],
    ['by stage', STAFF, { stage: 'handling' }, [140]],
    ['by stage and unit', STAFF, { stage: 'handling', unit: 'unit-1' }, []],
    ['by a text, however far back', STAFF, { search: '锦绣路' }, [300, 302, 3000]],
    ['by a text that stands apart', STAFF, { search: '锦绣路路灯' }, [302, 3000]],
    ['by several words, all of them', STAFF, { search: '倾斜 锦绣路 lamp' }, [300]],
    ['by a text with signs that are signs of patterns', STAFF, { search: '50%_的' }, [300]],
    ['by a text and the body', DISTRICT, { search: '锦绣路' }, [301, 302]],
    ['by a text and a unit', STAFF, { search: '锦绣路', unit: 'unit-2' }, [302]],
    ['by a text and a category', STAFF, { search: '锦绣路', category: 'education', stage: 'handling' }, []],
    ['by a number', STAFF, { search: '202600000005' }, [5]],
    [
      'by the beginning of a number',
      STAFF,
      { search: '20260000012' },
      [120, 121, 122, 123, 124, 125, 126, 127, 128, 129],
    ],
    ['by the end of a number', STAFF, { search: '0003000' }, [3000]],
    ['by a number, among a unit’s', HANDLER, { search: '202600000006' }, []],
  ])('are found: %s', async (_what, principal, filter, expected) => {
    expect(await places(principal, filter)).toEqual(expected);
  });

  it('a case that is negotiated about is its unit’s until that is settled', async () => {
    await database.query(
      `INSERT INTO negotiation (id, case_id, round, units, opened_at, due_at) VALUES ($1, $2, 1, '{unit-3,unit-4}', now(), now())`,
      [randomUUID(), idOf.get(7)],
    );
    const unit = { ...HANDLER, unit: 'unit-4' };
    expect(await places(unit)).toEqual([7]);
    expect(await places(unit, { search: '路灯' })).toEqual([7]);
    await database.query('UPDATE negotiation SET decided_at = now()');
    expect(await places(unit)).toEqual([]);
  });

  it('a unit’s are found by where they stand now, and an upgrade finds out where that is', async () => {
    const change = (n: number, to: string) =>
      database.query(`UPDATE hotline_case SET ${to} WHERE id = $1`, [idOf.get(n)]);
    await database.query('UPDATE assignment SET issued_at = now()');
    await database.query('DELETE FROM kpi_unit_change');
    await change(5, `stage = 'handling', case_type = 'complain'`);
    await change(120, `category = 'transport'`);
    const found = async () => [
      await places(HANDLER, { stage: 'handling' }),
      await places(HANDLER, { stage: 'archived' }),
      await places(HANDLER, { category: 'education' }),
      await places(HANDLER, { category: 'transport', stage: 'archived' }),
      await places(HANDLER, { caseType: 'complain' }),
      await places(DISTRICT, { category: 'education' }),
    ];
    const expected = [[5], [3, 120], [3, 5], [120], [5], [301, 302]];
    expect(await found()).toEqual(expected);
    const runner = database.createQueryRunner();
    await new AssignmentsOfAStage1764800060000().down(runner);
    await new AssignmentsOfAStage1764800060000().up(runner);
    await runner.release();
    expect(await found()).toEqual(expected);
    // their assignments are what they were: no unit's day is counted again
    expect(await database.query('SELECT FROM kpi_unit_change')).toEqual([]);
  });

  it('a text that was changed is found by what it says now', async () => {
    await database.query('UPDATE hotline_case SET content = $2 WHERE id = $1', [idOf.get(3000), '喷泉漏水']);
    expect(await places(STAFF, { search: '喷泉' })).toEqual([3000]);
    expect(await places(STAFF, { search: '又倾斜' })).toEqual([]);
  });
});
