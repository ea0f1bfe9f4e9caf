// Lists, searches and measures with few and with millions of cases in the database, side by side through the public API.
//   npm run bench:scale -- [--sizes 10000,1000000,5000000] [--requests 100] [--waiting 100000] [--data FOLDER]
// The p95 of a page with the most cases may be twice that with the fewest. --data keeps what was made, for another run. The
// plans of the largest database are written to bench/plans/. A smoke run: --sizes 1000,5000 --requests 5 (writes no plans).
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase, inDatabase, withClient } from '../scripts/lib/databases.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { cloneInstances, waitingInstances } from './lib/engine-clones.mjs';
import { bench, percentile, round, say } from './lib/figures.mjs';
import { makeCases, openCaseId, openOf } from './lib/made-cases.mjs';
import { Person } from './lib/pages.mjs';
import { waitingTemplates } from './lib/templates.mjs';
import { writePlans } from './scale/plans.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,1000000,5000000' },
    requests: { type: 'string', default: '100' },
    waiting: { type: 'string', default: '100000' },
    data: { type: 'string' },
  },
});
const sizes = options.sizes.split(',').map(Number);
const requests = Number(options.requests);
/** Real cases whose process instances are copied. */
const TEMPLATES = 12;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How many instances wait in the engine beside so many cases; --waiting bounds what takes long to copy. */
const waitingOf = (size) => Math.min(openOf(size), Number(options.waiting));
const day = (back) => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10);

/** What is asked: by whom, and where. */
const pagesOf = (number) => ({
  'case list': ['supervisor', '/cases'],
  'case list, page 5': ['supervisor', '/cases?page=5'],
  'cases of a status': ['supervisor', '/cases?stage=handling'],
  'cases of a category': ['supervisor', '/cases?category=education'],
  'cases of a unit': ['supervisor', '/cases?unit=county-housing'],
  "a unit's own list": ['handler', '/cases'],
  'search, frequent word': ['supervisor', `/cases?search=${encodeURIComponent('小区')}`],
  'search, a place and a matter': ['supervisor', `/cases?search=${encodeURIComponent('锦绣花园 燃气泄漏')}`],
  'search, text that nobody wrote': ['supervisor', `/cases?search=${encodeURIComponent('阿斯蒂芬')}`],
  'search, number': ['supervisor', `/cases?search=${number}`],
  'search, end of a number': ['supervisor', `/cases?search=${number.slice(-6)}`],
  'measures of a month': ['oversight', `/kpi?from=${day(30)}&to=${day(0)}`],
  'measures of a year': ['oversight', `/kpi?from=${day(364)}&to=${day(0)}`],
  'assessment of a month': ['oversight', `/kpi/assessment?from=${day(30)}&to=${day(0)}`],
});
const TASK_PAGES = {
  "a unit's tasks": ['handler', '/tasks'],
  "the agents' tasks": ['agent', '/tasks'],
  "the supervisors' tasks by due date": ['supervisor', '/tasks?order=due'],
};

await bench(async () => {
  const data = options.data ? resolve(options.data) : temporaryFolder('scale');
  mkdirSync(data, { recursive: true, mode: 0o711 });
  const cluster = new Cluster({
    data,
    flags: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=1GB', 'max_wal_size=8GB'],
  });
  await cluster.build();
  await cluster.startPostgres();
  const require = createRequire(import.meta.url);
  const databases = new Map();
  for (const size of sizes) databases.set(size, await database(cluster, require, size));

  await cluster.startEngines();
  await cluster.startGateways();
  if ((await waitingInstances(cluster.direct.engine)).length < TEMPLATES) {
    await cluster.startApps();
    await waitingTemplates(cluster, TEMPLATES);
    await cluster.services.get('app-1').stop();
  }
  const apps = new Map();
  for (const size of sizes) {
    apps.set(
      size,
      await people(await cluster.startApp(`app-${size}`, databases.get(size).url, { HOTLINE_WORKERS: 'off' }), cluster),
    );
  }

  const times = new Map();
  for (let index = -3; index < requests; index++) {
    for (const size of sizes) await askAll(apps.get(size), pagesOf(databases.get(size).number), size, index, times);
  }
  say(JSON.stringify(figures(times).pages));
  // The engine fills up: what waits in it belongs to the cases of one size after the other.
  const all = await waitingInstances(cluster.direct.engine);
  const found = all.slice(0, TEMPLATES);
  let waiting = all.length;
  for (const size of sizes) {
    await cloneInstances({
      url: cluster.direct.engine,
      templates: found,
      count: Math.max(0, waitingOf(size) - waiting),
      caseOf: (k) => openCaseId(size, k),
    });
    waiting = Math.max(waiting, waitingOf(size));
    for (let index = -3; index < requests; index++) await askAll(apps.get(size), TASK_PAGES, size, index, times);
  }
  if (Math.max(...sizes) >= 1_000_000) await writePlans(require, databases.get(Math.max(...sizes)).url);
  return figures(times);
});

/** A database with so many cases, everything counted ahead as the app does in the background. */
async function database(cluster, require, size) {
  const name = `cases_${size}`;
  const url = inDatabase(cluster.serverUrl, name);
  await withClient(cluster.serverUrl, (client) => createDatabase(client, name));
  const { createDataSource, migrate } = require('../dist/database/data-source.js');
  const { HotlineConfig } = require('../dist/config/hotline-config.js');
  const { readKpiTargets } = require('../dist/kpi/kpi-config.js');
  const { CountedQuarters, EVER } = require('../dist/kpi/counted-quarters.js');
  const { CountedUnitDays } = require('../dist/kpi/counted-unit-days.js');
  const source = await createDataSource(url).initialize();
  await migrate(source);
  const config = HotlineConfig.load(join(process.cwd(), 'config'));
  const [{ there }] = await source.query('SELECT EXISTS (SELECT 1 FROM hotline_case) AS there');
  if (!there) await makeCases({ url, cases: size, units: config.units.map(({ code }) => code) });
  const since = Date.now();
  await new CountedQuarters(source, config, readKpiTargets(join(process.cwd(), 'config'))).refresh(EVER);
  await new CountedUnitDays(source, config).refresh(EVER, 'main');
  say(`${size} cases; measures counted ahead in ${round((Date.now() - since) / 1000, 0)} s`);
  const [{ number }] = await source.query('SELECT number FROM hotline_case ORDER BY received_at LIMIT 1 OFFSET 500');
  await source.destroy();
  return { url, number };
}

async function people(url, cluster) {
  const signedIn = {};
  for (const name of ['supervisor', 'handler', 'oversight', 'agent']) {
    signedIn[name] = await Person.signIn(url, name, cluster.secrets.demoPassword);
  }
  return signedIn;
}

async function askAll(app, pages, size, index, times) {
  for (const [page, [who, path]] of Object.entries(pages)) {
    const took = await app[who].timed(path);
    if (index < 0) continue;
    if (!times.has(page)) times.set(page, new Map(sizes.map((one) => [one, []])));
    times.get(page).get(size).push(took);
  }
}

function figures(times) {
  const [fewest, most] = [Math.min(...sizes), Math.max(...sizes)];
  const pages = Object.fromEntries(
    [...times]
      .filter(([, of]) => [...of.values()].every((one) => one.length > 0))
      .map(([page, of]) => {
        const p95 = Object.fromEntries(sizes.map((size) => [size, percentile(of.get(size), 0.95)]));
        const p50 = Object.fromEntries(sizes.map((size) => [size, percentile(of.get(size), 0.5)]));
        return [
          page,
          { p50, p95, ratio: round(p95[most] / p95[fewest]), ratioOfMedians: round(p50[most] / p50[fewest]) },
        ];
      }),
  );
  const worst = Math.max(...Object.values(pages).map(({ ratio }) => ratio));
  return { sizes, requests, pages, worstRatio: worst, ok: worst <= 2 };
}
