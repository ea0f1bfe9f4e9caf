// The plans of what lists, searches and measures ask, as text: one file a page, as PostgreSQL explains it with run times.
import { join } from 'node:path';
import { tz } from '@date-fns/tz';
import { startOfDay, subDays } from 'date-fns';
import { keep } from '../lib/figures.mjs';

/** As the demonstration's: of a body that is a unit of the one above, which hands cases down to it. */
const STAFF = { username: 's', name: 's', role: 'supervisor', unit: null, body: 'main', bodyUnit: 'county-platform' };
const HANDLER = { ...STAFF, role: 'handler', unit: 'county-housing', bodyUnit: null };
const LISTS = {
  'case-list': [STAFF, {}],
  'cases-of-a-status': [STAFF, { stage: 'handling' }],
  'cases-of-a-category': [STAFF, { category: 'education' }],
  'cases-of-a-unit': [STAFF, { unit: 'county-housing' }],
  'own-list-of-a-unit': [HANDLER, {}],
  'search-frequent-word': [STAFF, { search: '小区' }],
  'search-place-and-matter': [STAFF, { search: '锦绣花园 燃气泄漏' }],
  'search-number': [STAFF, { search: '20260500' }],
};

/** Writes bench/plans/<page>.txt from the database at `url`. */
export async function writePlans(require, url) {
  const { createDataSource } = require('../dist/database/data-source.js');
  const { CaseLists } = require('../dist/cases/case-lists.js');
  const { CaseSearch } = require('../dist/cases/case-search.js');
  const { HotlineConfig } = require('../dist/config/hotline-config.js');
  const { readKpiTargets } = require('../dist/kpi/kpi-config.js');
  const { CountedQuarters } = require('../dist/kpi/counted-quarters.js');
  const { CountedUnitDays } = require('../dist/kpi/counted-unit-days.js');
  const source = await createDataSource(url).initialize();
  let plans = [];
  const explained = new Proxy(source, {
    get: (target, name) =>
      name !== 'query'
        ? target[name]
        : async (text, values) => {
            const rows = await target.query(`EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) ${text}`, values);
            plans.push(`${text.replace(/^ +/gm, '  ').trim()}\n\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`);
            return target.query(text, values);
          },
  });
  const write = async (name, act) => {
    plans = [];
    await act();
    keep(join('bench', 'plans', `${name}.txt`), plans.join('\n----\n\n'));
  };
  const lists = new CaseLists(explained, new CaseSearch(explained));
  for (const [name, [principal, filter]] of Object.entries(LISTS)) {
    await write(name, () => lists.list(principal, { page: 1, pageSize: 20, ...filter }));
  }
  const config = HotlineConfig.load(join(process.cwd(), 'config'));
  const to = startOfDay(new Date(), { in: tz(config.timeZone) });
  const month = { from: subDays(to, 30), to };
  const targets = readKpiTargets(join(process.cwd(), 'config'));
  await write('measures-of-a-month', () => new CountedQuarters(explained, config, targets).days(month, 'main'));
  await write('assessment-of-a-month', () => new CountedUnitDays(explained, config).sums(month, 'main'));
  await source.destroy();
}
