// Process instances of the trunk a second: the engine with our settings, with the settings Operaton and Spring Boot start with,
// and two nodes on one database. Each arm is a whole system of its own; they are measured in turns.
//   npm run bench:engine -- [--cases 150] [--rounds 3] [--arms ours,defaults,nodes] [--set NAME=VALUE,...]
// Counted is the time from the first registration until every case's process waits for people and no job is left. --set adds
// an arm `set` with variables of the engine's environment, to try a setting. A smoke run: --cases 5 --rounds 1
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withClient } from '../scripts/lib/databases.mjs';
import { atOnce } from './lib/at-once.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { bench, round, say } from './lib/figures.mjs';
import { Person } from './lib/pages.mjs';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '150' },
    rounds: { type: 'string', default: '3' },
    arms: { type: 'string', default: 'ours,defaults,nodes' },
    set: { type: 'string' },
  },
});
const [cases, rounds] = [Number(options.cases), Number(options.rounds)];
const AT_ONCE = 8;

/** What application.yaml changes, as it would be without it. The ids stay numbers: the gateway's keys are. */
const DEFAULTS = {
  SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE: '10',
  ENGINE_DB_REWRITE_INSERTS: 'false',
  SERVER_TOMCAT_THREADS_MAX: '200',
  OPERATON_BPM_JOBEXECUTION_COREPOOLSIZE: '3',
  OPERATON_BPM_JOBEXECUTION_MAXPOOLSIZE: '10',
  OPERATON_BPM_JOBEXECUTION_QUEUECAPACITY: '3',
  OPERATON_BPM_JOBEXECUTION_MAXJOBSPERACQUISITION: '3',
  OPERATON_BPM_JOBEXECUTION_LOCKTIMEINMILLIS: '300000',
  OPERATON_BPM_JOBEXECUTION_WAITTIMEINMILLIS: '5000',
  OPERATON_BPM_JOBEXECUTION_MAXWAIT: '60000',
  OPERATON_BPM_JOBEXECUTION_BACKOFFTIMEINMILLIS: '0',
  OPERATON_BPM_JOBEXECUTION_MAXBACKOFF: '0',
};
const ARMS = {
  ours: {},
  defaults: { engineEnv: DEFAULTS },
  nodes: { engines: 2 },
  ...(options.set
    ? { set: { engineEnv: Object.fromEntries(options.set.split(',').map((one) => one.split('='))) } }
    : {}),
};

await bench(async () => {
  const names = [...options.arms.split(','), ...(options.set ? ['set'] : [])];
  const systems = {};
  for (const name of names) {
    const data = join(temporaryFolder('engine'), name);
    mkdirSync(data, { mode: 0o711 });
    systems[name] = new Cluster({ data, ...ARMS[name] });
    await systems[name].start();
  }
  const speeds = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) await instances(systems[name], Math.min(cases, 30), 'warm');
  for (let index = 0; index < rounds; index++) {
    for (const name of index % 2 ? [...names].reverse() : names) {
      const perSecond = await instances(systems[name], cases, index);
      speeds[name].push(perSecond);
      say(`round ${index + 1}: ${round(perSecond, 2)} instances a second, ${name}`);
    }
  }
  const middle = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
  const ratio = (one, other) =>
    speeds[one] && speeds[other]
      ? round(middle(speeds[one].map((speed, index) => speed / speeds[other][index])))
      : null;
  return {
    instancesPerSecond: Object.fromEntries(names.map((name) => [name, round(middle(speeds[name]), 2)])),
    gainOfSettings: ratio('ours', 'defaults'),
    twoNodesToOne: ratio('nodes', 'ours'),
    ...(options.set ? { setToOurs: ratio('set', 'ours') } : {}),
    cases,
    rounds,
  };
});

/** Registers cases and waits until each waits for people; how many a second. */
async function instances(cluster, count, run) {
  const agent = await Person.signIn(cluster.url, 'agent', cluster.secrets.demoPassword);
  const since = performance.now();
  await atOnce(count, AT_ONCE, async (turn) => {
    const index = `${run}-${turn}`;
    const content = `来电人反映锦绣路 ${index} 号附近路灯不亮已有三天，夜里很黑，出行不安全。`;
    await agent.ask('/cases', {
      method: 'POST',
      body: { channel: 'phone', title: `锦绣路 ${index} 号路灯`, content },
    });
  });
  await withClient(cluster.direct.app, (app) =>
    withClient(cluster.direct.engine, async (engine) => {
      const left = async (client, text) => (await client.query(text)).rows[0].count;
      for (;;) {
        const registered = await left(
          app,
          `SELECT count(*)::int AS count FROM hotline_case WHERE stage = 'registered'`,
        );
        const jobs = await left(engine, 'SELECT count(*)::int AS count FROM act_ru_ext_task');
        if (registered === 0 && jobs === 0) return;
        await sleep(100);
      }
    }),
  );
  return (count / (performance.now() - since)) * 1000;
}
