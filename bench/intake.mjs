// Cases registered over HTTP with everything on (engine, workers, history, audit), against a bare insert of the same rows; and
// ten times the peak of a city of ten million: nothing is refused, and what waits is worked off.
//   npm run bench:intake -- [--cases 400] [--seconds 60] [--rate PER_SECOND]
// The rate: the busiest hotlines take about one request per inhabitant and year, so ten million make 27,400 a day; a bad day
// (storm, outage) brings twice that, its busiest hour 12 % of it, 1.83 a second; ten times that is 18.3 a second.
// A smoke run: --cases 20 --seconds 3 --rate 2
import { performance } from 'node:perf_hooks';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createDatabase, inDatabase, withClient } from '../scripts/lib/databases.mjs';
import { atOnce } from './lib/at-once.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { bench, percentile, round, say } from './lib/figures.mjs';
import { Person } from './lib/pages.mjs';

const INHABITANTS = 10_000_000;
const PEAK_PER_SECOND = round(((INHABITANTS / 365) * 2 * 0.12) / 3600, 2);
const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '400' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: String(PEAK_PER_SECOND * 10) },
  },
});
const [cases, seconds, rate] = ['cases', 'seconds', 'rate'].map((name) => Number(options[name]));
const AT_ONCE = 8;
/** What a registration writes, in the order of its foreign keys. */
const TABLES = [
  ['citizen', 'SELECT t.* FROM citizen t JOIN hotline_case c ON c.citizen_id = t.id WHERE c.id = $1'],
  ['hotline_case', 'SELECT * FROM hotline_case WHERE id = $1'],
  ['case_event', `SELECT * FROM case_event WHERE case_id = $1 AND type = 'registered'`],
  ['audit_entry', `SELECT * FROM audit_entry WHERE subject_id = $1::text AND action = 'case.register'`],
  ['engine_outbox', `SELECT * FROM engine_outbox WHERE correlation_key = $1::text AND name = 'case-registered'`],
];
const DRAINED_IN_S = 900;

const caseOf = (index) => ({
  channel: 'phone',
  title: `锦绣路 ${index} 号路灯不亮`,
  content: `来电人反映锦绣路 ${index} 号附近路灯不亮已有三天，夜里很黑，出行不安全，希望尽快维修。`,
  citizen: { name: '市民', phone: `138${String(10_000_000 + index)}`, address: `锦绣路 ${index} 号` },
});

await bench(async () => {
  const cluster = new Cluster({ data: temporaryFolder('intake') });
  await cluster.start();
  const agent = await Person.signIn(cluster.url, 'agent', cluster.secrets.demoPassword);
  let next = 0;
  const register = async (ids, times) => {
    const since = performance.now();
    const { id } = await agent.ask('/cases', { method: 'POST', body: caseOf(next++) });
    times.push(performance.now() - since);
    ids.push(id);
  };
  for (let index = 0; index < 20; index++) await register([], []);

  const ids = [];
  const asFastAsItGoes = [];
  const http = await atOnce(cases, AT_ONCE, () => register(ids, asFastAsItGoes));
  const bare = await bareInsert(cluster, ids);
  say(`${round(http, 1)} cases a second over HTTP, ${round(bare, 1)} by bare insert`);
  await drained(cluster);

  const times = [];
  const errors = {};
  const under = [];
  const count = Math.round(rate * seconds);
  const since = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep((index / rate) * 1000);
      await register(under, times).catch(
        (error) => (errors[error.status ?? error.code] = (errors[error.status ?? error.code] ?? 0) + 1),
      );
    }),
  );
  const loaded = (performance.now() - since) / 1000;
  const waiting = await waitingIn(cluster);
  const drainSeconds = await drained(cluster);
  const refused = count - under.length;
  return {
    perSecond: { http: round(http, 1), bareInsert: round(bare, 1) },
    ratio: round(http / bare, 3),
    p95: percentile(asFastAsItGoes, 0.95),
    peak: {
      derived: { inhabitants: INHABITANTS, peakPerSecond: PEAK_PER_SECOND },
      ratePerSecond: rate,
      seconds: round(loaded, 1),
      cases: count,
      refused,
      errors,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      notYetUnderWay: waiting,
      drainSeconds,
    },
    ok: refused === 0 && drainSeconds !== null,
  };
});

/** The rows of the registrations once more, into an empty database of the same schema, a transaction each. */
async function bareInsert(cluster, ids) {
  const url = inDatabase(cluster.serverUrl, 'bare');
  await withClient(cluster.serverUrl, (client) => createDatabase(client, 'bare'));
  const { createDataSource, migrate } = createRequire(import.meta.url)('../dist/database/data-source.js');
  const source = await createDataSource(url).initialize();
  await migrate(source);
  await source.destroy();
  const rows = await withClient(cluster.direct.app, async (client) => {
    const found = [];
    for (const id of ids) {
      const parts = [];
      for (const [table, text] of TABLES) {
        const { rows: made } = await client.query(`SELECT to_jsonb(row) AS row FROM (${text}) row`, [id]);
        parts.push(
          ...made.map(({ row }) => ({ table, row: table === 'hotline_case' ? { ...row, stage: 'registered' } : row })),
        );
      }
      found.push(parts);
    }
    return found;
  });
  const pool = new pg.Pool({ connectionString: url, max: AT_ONCE });
  const perSecond = await atOnce(rows.length, AT_ONCE, async (index) => {
    const parts = rows[index];
    const client = await pool.connect();
    await client.query('BEGIN');
    for (const { table, row } of parts) {
      await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`, [row]);
    }
    await client.query('COMMIT');
    client.release();
  });
  await pool.end();
  return perSecond;
}

/** Cases whose process has not classified them yet. */
function waitingIn(cluster) {
  return withClient(cluster.direct.app, async (client) => {
    const { rows } = await client.query(`SELECT count(*)::int AS count FROM hotline_case WHERE stage = 'registered'`);
    return rows[0].count;
  });
}

/** Seconds until every case is under way; null where that takes too long. */
async function drained(cluster) {
  const since = performance.now();
  while ((await waitingIn(cluster)) > 0) {
    if (performance.now() - since > DRAINED_IN_S * 1000) return null;
    await sleep(500);
  }
  return round((performance.now() - since) / 1000, 1);
}
