// Lifecycles through the public API with the real process behind it: create, assign (the unit signs in), resolve (the unit
// reports the result), search: the four calls of DIGIT PGR's published load test. As there a complaint is created with its service
// code, the agent says what sort of matter it is; --unsaid leaves it to the classifier, whose doubts a person decides, a fifth call.
// Meanwhile hundreds of people have their task list open, and deadlines come due.
//   npm run bench:lifecycle -- [--cases 1100000] [--open 100000] [--lifecycles 600] [--at-once 80] [--users 700] [--timers 20]
//     [--warm-up 800] [--unsaid] [--data FOLDER]
// The cases are made by SQL; what waits for the open ones in the engine, with its timers, are copies of real instances
// (lib/engine-clones.mjs). --data keeps what was made, for another run. A smoke run:
//   --cases 2000 --open 40 --lifecycles 5 --users 10 --timers 2 --warm-up 5
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withClient } from '../scripts/lib/databases.mjs';
import { Audience } from './lifecycle/audience.mjs';
import { News } from './lifecycle/news.mjs';
import { atOnce } from './lib/at-once.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { cpuPer, cpuSeconds } from './lib/cpu.mjs';
import { cloneInstances, countInstances } from './lib/engine-clones.mjs';
import { bench, percentile, round, say } from './lib/figures.mjs';
import { makeCases, openCaseId } from './lib/made-cases.mjs';
import { Person } from './lib/pages.mjs';
import { waitingTemplates } from './lib/templates.mjs';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '1100000' },
    open: { type: 'string', default: '100000' },
    lifecycles: { type: 'string', default: '600' },
    'at-once': { type: 'string', default: '80' },
    users: { type: 'string', default: '700' },
    timers: { type: 'string', default: '20' },
    'warm-up': { type: 'string', default: '800' },
    unsaid: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const [cases, open, lifecycles, users, timers] = ['cases', 'open', 'lifecycles', 'users', 'timers'].map((name) =>
  Number(options[name]),
);
const AT_ONCE = Number(options['at-once']);
const TEMPLATES = 12;
const PATIENCE_MS = 300_000;
/** After which of its events a case waits for the next of the calls. */
const AWAITED = ['handling-order-issued', 'signed-in'];
/** The units of this tier are what the lifecycles are spread over, and their people watch: a city's reports are not all one unit's. */
const TIER = 'county';
/** Telephones are new in each run: with --data the citizens of the last one are known, and what they ask again is merged. */
const RUN = (Math.floor(Date.now() / 1000) % 90_000) * 1000;
const HOUSES = 900;
/**
 * Where and what, as the made cases tell it (scale/cases.sql): a city's new cases are like those it has, by which the search for same
 * matters knows what is rare.
 */
const PLACES =
  '云溪 青山 枫林 锦绣 临江 金桥 梅园 白鹭 文昌 长乐 望江 东湖 西苑 石桥 凤凰 银杏 玉泉 紫荆 翠屏 南浦'.split(' ');
const KINDS = '小区 花园 家园 路 街 大道 村 社区 市场 学校 工业园 广场'.split(' ');
/** With the category of each, as the agent says it. */
const MATTERS = [
  ['路灯不亮', 'public-services'],
  ['搅拌站噪音扰民', 'environment'],
  ['井盖缺失', 'public-services'],
  ['垃圾无人清运', 'environment'],
  ['自来水浑浊', 'public-services'],
  ['停电频繁', 'public-services'],
  ['物业收费不合理', 'public-services'],
  ['违章搭建', 'civilised-city'],
  ['占道经营', 'civilised-city'],
  ['污水外溢', 'environment'],
  ['电梯故障', 'public-safety'],
  ['宠物扰民', 'civilised-city'],
  ['树木遮挡采光', 'environment'],
];
const PLIGHTS =
  '夜里很黑出行不安全 老人孩子无法休息 影响居民正常生活 已多次反映没有处理 希望有关部门尽快核实处理 要求给予合理解释 存在较大安全隐患'.split(
    ' ',
  );

await bench(async () => {
  const data = options.data ? resolve(options.data) : temporaryFolder('lifecycle');
  mkdirSync(data, { recursive: true, mode: 0o711 });
  const cluster = new Cluster({ data, straight: true, flags: ['fsync=off', 'shared_buffers=4GB', 'max_wal_size=4GB'] });
  await cluster.build();
  await cluster.startPostgres();
  const units = await fill(cluster);
  await cluster.startEngines();
  await cluster.startGateways();
  await cluster.startApps();
  if ((await countInstances(cluster.direct.engine)) < open) {
    await cloneInstances({
      url: cluster.direct.engine,
      templates: await waitingTemplates(cluster, TEMPLATES),
      count: open,
      caseOf: (k) => openCaseId(cases, k, open),
      units: units.map(({ code }) => code),
    });
  }

  const password = cluster.secrets.demoPassword;
  const roles = {};
  for (const name of ['agent', 'supervisor']) roles[name] = await Person.signIn(cluster.url, name, password);
  const teams = await teamsOf(
    cluster,
    units.filter(({ tier }) => tier === TIER).map(({ code }) => code),
  );
  const require = createRequire(import.meta.url);
  const { entriesFor } = require('../dist/demo/plots.js');
  const news = new News(cluster.url, roles.supervisor, AWAITED);
  const run = (index) => lifecycle({ roles, teams, news, entriesFor }, index);
  const audience = new Audience(
    cluster.url,
    teams.flatMap(({ handler, reviewer }) => [handler, reviewer, roles.agent, handler, roles.supervisor]),
  );
  await audience.start(users);
  // a system that runs all day has compiled what it does often: the first of a run are not measured
  await atOnce(Number(options['warm-up']), AT_ONCE, (index) => run(-index - 1));
  say('warm');

  audience.begin();
  const late = timers > 0 ? dueSoon(cluster, timers) : Promise.resolve([]);
  const steps = { create: [], assign: [], resolve: [], search: [] };
  let failed = 0;
  const cpu = cpuSeconds(cluster);
  const since = performance.now();
  await atOnce(lifecycles, AT_ONCE, async (index) => {
    const took = await run(index).catch((error) => {
      say(String(error));
      failed += 1;
    });
    for (const [step, ms] of Object.entries(took ?? {})) steps[step].push(ms);
  });
  const seconds = (performance.now() - since) / 1000;
  const cpuMsPerLifecycle = cpuPer(lifecycles, cpu, cpuSeconds(cluster));
  const lateness = await late;
  await audience.stop();
  await news.stop();
  const lists = audience.times;
  const perSecond = round((lifecycles - failed) / seconds, 2);
  const figures = {
    cases: { archived: cases - open, open },
    lifecyclesPerSecond: perSecond,
    failed,
    cpuMsPerLifecycle,
    steps: Object.fromEntries(
      Object.entries(steps).map(([step, ms]) => [step, { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95) }]),
    ),
    taskList: {
      users,
      asked: lists.length,
      p50: percentile(lists, 0.5),
      p95: percentile(lists, 0.95),
      errors: audience.errors,
    },
    timers: {
      fired: lateness.filter((one) => one !== null).length,
      of: lateness.length,
      latestSeconds: round(Math.max(0, ...lateness), 1),
    },
  };
  const inTime = lateness.every((one) => one !== null && one <= 60) && (timers === 0 || lateness.length > 0);
  return { ...figures, ok: perSecond >= 10 && failed === 0 && (figures.taskList.p95 ?? 0) < 500 && inTime };
});

/** Makes the cases where there are none; answers the units. */
async function fill(cluster) {
  const require = createRequire(import.meta.url);
  const { createDataSource, migrate } = require('../dist/database/data-source.js');
  const { HotlineConfig } = require('../dist/config/hotline-config.js');
  const source = await createDataSource(cluster.direct.app).initialize();
  await migrate(source);
  const [{ there }] = await source.query('SELECT EXISTS (SELECT 1 FROM hotline_case) AS there');
  await source.destroy();
  const { units } = HotlineConfig.load(join(process.cwd(), 'config'));
  if (!there) await makeCases({ url: cluster.direct.app, cases, units: units.map(({ code }) => code), open });
  return units;
}

/** A handler and a reviewer of each of the units, signed in: accounts like those of the demonstration, with its password. */
async function teamsOf(cluster, units) {
  await withClient(cluster.direct.app, (client) =>
    client.query(
      `INSERT INTO account (username, name, role, unit, body, password_hash, enabled, failures, created_at)
       SELECT role || '-' || u, name, role, u, body, password_hash, true, 0, created_at
         FROM account, unnest($1::text[]) u WHERE username IN ('handler', 'reviewer') ON CONFLICT DO NOTHING`,
      [units],
    ),
  );
  const signIn = (username) => Person.signIn(cluster.url, username, cluster.secrets.demoPassword);
  const teams = [];
  for (const unit of units) {
    teams.push({ unit, handler: await signIn(`handler-${unit}`), reviewer: await signIn(`reviewer-${unit}`) });
  }
  return teams;
}

/** A serial number as people read it from a lamp or a meter: unlike that of the case before, each time another. */
function serialOf(index) {
  return (Math.imul(index, 0x9e3779b1) >>> 0).toString(16).toUpperCase();
}

/** One case from its registration to its result; the milliseconds of each of the four calls. */
async function lifecycle({ roles, teams, news, entriesFor }, index) {
  const took = {};
  const timed = async (step, act) => {
    const since = performance.now();
    const answer = await act();
    took[step] = performance.now() - since;
    return answer;
  };
  const at = Math.abs(index) * 2 + (index < 0 ? 1 : 0);
  const place = PLACES[at % PLACES.length] + KINDS[Math.floor(at / PLACES.length) % KINDS.length];
  const [matter, category] = MATTERS[at % MATTERS.length];
  const plight = PLIGHTS[at % PLIGHTS.length];
  const { unit, handler } = teams[Math.abs(index) % teams.length];
  const body = {
    channel: 'phone',
    title: `${place}${matter}`,
    content: `来电人反映${place}${(RUN / 1000 + at) % HOUSES}号附近${matter}，${plight}，编号${serialOf(RUN + at)}。`,
    citizen: { name: '市民', phone: `139${String(10_000_000 + RUN + at)}` },
    units: [unit],
    ...(options.unsaid ? {} : { correction: { caseType: 'complain', category, urgency: 'normal' } }),
  };
  const { id, number } = await timed('create', () => roles.agent.ask('/cases', { method: 'POST', body }));
  const memory = { plot: 'plain', revisits: 0, bySurvey: false };
  const until = performance.now() + PATIENCE_MS;
  let told = 0;
  while (took.resolve === undefined) {
    await news.after(id, told);
    told = news.count(id);
    const tasks = await roles.supervisor.ask(`/cases/${id}/tasks`);
    for (const task of tasks) {
      // what becomes a hot spot is supervised beside its handling, by leaders
      if (task.elementId === 'supervise') continue;
      const who = task.candidateGroups.includes(`unit:${unit}`) ? handler : roles.agent;
      const step = { 'sign-in': 'assign', handle: 'resolve' }[task.elementId] ?? task.elementId;
      const values = entriesFor({ elementId: task.elementId, values: { handledAt: new Date().toISOString() } }, memory);
      await timed(step, () => who.ask(`/tasks/${task.key}/complete`, { method: 'POST', body: { values } }));
    }
    if (performance.now() > until) throw new Error(`case ${number} does not move on`);
  }
  await timed('search', () => roles.agent.ask(`/cases?search=${number}`));
  const { create, assign, resolve: resolved, search } = took;
  return { create, assign, resolve: resolved, search };
}

/**
 * Deadlines of real cases (on kept data, those that are left) are moved so that they come due soon; how many seconds late each is, null
 * for one that is not met.
 */
async function dueSoon(cluster, count) {
  return withClient(cluster.direct.engine, async (client) => {
    await client.query('SET timezone = UTC');
    const { rows } = await client.query(
      `UPDATE act_ru_job SET duedate_ = now()::timestamp + n.place * interval '1 second' FROM (
         SELECT id_, row_number() OVER (ORDER BY id_::bigint) AS place FROM act_ru_job
          WHERE type_ = 'timer' AND duedate_ > now()::timestamp AND id_::bigint < 1000000 LIMIT $1) n
        WHERE act_ru_job.id_ = n.id_ RETURNING act_ru_job.id_ AS id, extract(epoch FROM duedate_)::float8 AS due`,
      [count],
    );
    const late = new Map(rows.map(({ id }) => [id, null]));
    for (let waited = 0; waited < (count + 120) * 2 && [...late.values()].includes(null); waited++) {
      const { rows: left } = await client.query('SELECT id_ AS id FROM act_ru_job WHERE id_ = ANY ($1)', [
        [...late.keys()],
      ]);
      const waiting = new Set(left.map(({ id }) => id));
      for (const { id, due } of rows) {
        if (!waiting.has(id) && late.get(id) === null) late.set(id, Math.max(0, Date.now() / 1000 - due));
      }
      await sleep(500);
    }
    return [...late.values()];
  });
}
