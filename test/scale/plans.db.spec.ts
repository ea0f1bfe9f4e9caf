import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { CaseLists } from '../../src/cases/case-lists';
import { CaseSearch } from '../../src/cases/case-search';
import { HotlineConfig } from '../../src/config/hotline-config';
import type { Principal } from '../../src/identity/principal';
import { CountedQuarters } from '../../src/kpi/counted-quarters';
import { CountedUnitDays } from '../../src/kpi/counted-unit-days';
import { readKpiTargets } from '../../src/kpi/kpi-config';
import { freshDatabase } from '../support/fresh-database';

jest.setTimeout(300_000);

/** Enough for the planner to choose as it does for millions: every list below reads a small part of it. */
const CASES = 60_000;
const BIG = [
  'hotline_case',
  'case_search',
  'assignment',
  'citizen',
  'case_event',
  'revisit',
  'phone_call',
  'inbound_message',
];
const STAFF: Principal = { username: 's', name: 's', role: 'supervisor', unit: null, body: 'main', bodyUnit: null };
const HANDLER: Principal = { ...STAFF, role: 'handler', unit: 'county-housing' };
const DISTRICT: Principal = { ...STAFF, body: 'district', bodyUnit: 'city-police' };

describe('among many cases', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  const config = HotlineConfig.load(join(process.cwd(), 'config'));
  const targets = readKpiTargets(join(process.cwd(), 'config'));

  beforeAll(async () => {
    ({ dataSource, drop } = await freshDatabase());
    const values: Record<string, string> = {
      from: '1',
      to: String(CASES),
      all: String(CASES),
      open: String(CASES / 50),
      units: `'{${config.units.map(({ code }) => code).join(',')}}'::text[]`,
    };
    const made = readFileSync(join(process.cwd(), 'bench', 'scale', 'cases.sql'), 'utf8').replace(
      /(?<!:):(from|to|all|open|units)\b/g,
      (_found, name: string) => values[name]!,
    );
    const runner = dataSource.createQueryRunner();
    await runner.query('SET session_replication_role = replica');
    await runner.query(`BEGIN; ${made}; COMMIT`);
    await runner.query('SET session_replication_role = DEFAULT');
    for (const table of BIG) await runner.query(`VACUUM ANALYZE ${table}`);
    await runner.release();
  });
  afterAll(() => drop?.());

  /** The plans of all that is asked meanwhile. */
  function planned(): { dataSource: DataSource; plans: string[] } {
    const plans: string[] = [];
    const explained = async (text: string, values?: unknown[]): Promise<unknown> => {
      if (/^\s*(SELECT|WITH|INSERT INTO kpi_unit_day|DELETE)/.test(text) && !text.includes('advisory')) {
        const rows = await dataSource.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${text}`, values);
        plans.push(`${text}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`);
      }
      return dataSource.query(text, values);
    };
    const manager = { query: explained };
    const wrapped = new Proxy(dataSource, {
      get: (target, name: keyof DataSource) =>
        name === 'query'
          ? explained
          : name === 'transaction'
            ? (act: (one: typeof manager) => unknown) => act(manager)
            : target[name],
    });
    return { dataSource: wrapped, plans };
  }

  const scans = (plans: string[]): string[] =>
    plans.filter((plan) => BIG.some((table) => new RegExp(`Seq Scan on ${table}\\b`).test(plan)));

  it.each<[string, Principal, object]>([
    ['all cases', STAFF, {}],
    ['a stage', STAFF, { stage: 'handling' }],
    ['the archived', STAFF, { stage: 'archived' }],
    ['a category', STAFF, { category: 'education' }],
    ['a unit', STAFF, { unit: 'county-housing' }],
    ["a unit's own", HANDLER, {}],
    ['a sub-platform', DISTRICT, {}],
    ['a frequent word', STAFF, { search: '小区' }],
    ['a rare text', STAFF, { search: '锦绣花园燃气泄漏' }],
    ['a text that nobody wrote', STAFF, { search: '阿斯蒂芬' }],
    ["a text among a unit's", HANDLER, { search: '燃气泄漏' }],
    ['a number', STAFF, { search: '20260500' }],
  ])('a list reads no table from end to end: %s', async (_what, principal, filter) => {
    const { dataSource: explained, plans } = planned();
    await new CaseLists(explained, new CaseSearch(explained)).list(principal, { page: 1, pageSize: 20, ...filter });
    expect(plans.length).toBeGreaterThan(0);
    expect(scans(plans)).toEqual([]);
  });

  it('measures add up what was counted, and what changed is counted by indexes', async () => {
    const period = {
      from: new Date(Date.now() - 30 * 24 * 60 * 60 * 1000),
      to: new Date(Date.now() + 24 * 60 * 60 * 1000),
    };
    await new CountedQuarters(dataSource, config, targets).days(period, 'main');
    await new CountedUnitDays(dataSource, config).sums(period, 'main');
    await dataSource.query(`UPDATE phone_call SET answered_at = now() WHERE call_id = 'call${CASES}-0'`);
    // as many units' days as change within some seconds where all work
    await dataSource.query(
      `UPDATE assignment SET signed_in_at = now()
        WHERE id IN (SELECT md5('assignment' || i)::uuid FROM generate_series(${CASES - 200}, ${CASES}) i)`,
    );
    const { dataSource: explained, plans } = planned();
    expect((await new CountedQuarters(explained, config, targets).days(period, 'main')).size).toBeGreaterThan(25);
    expect((await new CountedUnitDays(explained, config).sums(period, 'main')).length).toBeGreaterThan(25);
    expect(plans.some((plan) => plan.includes('INSERT INTO kpi_unit_day'))).toBe(true);
    expect(scans(plans)).toEqual([]);
  });

  it('every foreign key is led by an index: what belongs to a case is never looked for in all', async () => {
    const without: unknown[] = await dataSource.query(
      `SELECT conrelid::regclass::text AS table, a.attname AS column FROM pg_constraint k
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND NOT EXISTS (
          SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indkey[0] = k.conkey[1]
            AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = '(' || quote_ident(a.attname) || ' IS NOT NULL)'))`,
    );
    expect(without).toEqual([]);
  });
});
