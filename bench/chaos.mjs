// A running system, load, and at random moments something breaks; at the end nothing may be lost, doubled or inconsistent.
//   npm run chaos -- [--cases 500] [--faults 50] [--seed 1] [--nodes 2] [--concurrency 12] [--only <kind>] [--logs <folder>]
//     [--minutes 60]   no new cases after that
// Everything runs on free ports in a temporary folder. The same seed brings the same faults in the same order; when each
// meets the load depends on the machine. The last line is JSON: {"cases","lost","doubled","inconsistent","faults",...}.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Faults, ownFileSystem } from './chaos/faults.mjs';
import { ledger } from './chaos/ledger.mjs';
import { startProvider } from './chaos/provider.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { onStop } from '../scripts/lib/stopping.mjs';
import { bench, percentile, random, round, say } from './lib/figures.mjs';
import { playCases } from './lib/load.mjs';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '500' },
    faults: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '2' },
    concurrency: { type: 'string', default: '12' },
    only: { type: 'string' },
    logs: { type: 'string' },
    minutes: { type: 'string', default: 'Infinity' },
  },
});
const [cases, count, seed, nodes] = ['cases', 'faults', 'seed', 'nodes'].map((name) => Number(options[name]));

/** The faults of a run: every kind once before any comes again, in an order that the seed gives. */
function planned(kinds, next) {
  const plan = [];
  while (plan.length < count) {
    const round = kinds.map((kind) => ({ kind, at: next() })).sort((one, other) => one.at - other.at);
    plan.push(...round.map(({ kind }) => kind));
  }
  return plan.slice(0, count);
}

await bench(async () => {
  const data = temporaryFolder('chaos');
  const disk = ownFileSystem(data, 2500);
  if (!disk) say('no file system of its own could be mounted on the data folder: the disk is not filled');
  // before the file system goes
  if (options.logs) onStop(() => cpSync(join(data, 'logs'), options.logs, { recursive: true }));
  const next = random(seed);
  const provider = await startProvider(random(seed + 1));
  const clockFile = join(data, 'clock');
  const steppable = {
    NODE_OPTIONS: `--require ${join(import.meta.dirname, 'chaos', 'clock-step.cjs')}`,
    CHAOS_CLOCK_FILE: clockFile,
  };
  const cluster = new Cluster({
    data,
    engines: nodes,
    gateways: nodes,
    apps: nodes,
    workers: 1,
    // processes are killed, not the machine: what a process wrote, the system keeps
    flags: ['fsync=off', 'max_wal_size=256MB'],
    env: { ...steppable, HOTLINE_SMS_URL: provider.url },
    gatewayEnv: steppable,
  });
  await cluster.start();
  say(`${nodes} of each run; ${cases} cases, ${count} faults, seed ${seed}`);

  const registered = ledger(cluster.url);
  const since = Date.now();
  const limitMs = Number(options.minutes) * 60_000;
  let done = 0;
  const passed = () => Math.max(done / cases, (Date.now() - since) / limitMs);
  let over = false;
  const load = playCases(cluster, {
    cases: () => (Date.now() < since + limitMs ? cases : 0),
    concurrency: Number(options.concurrency),
    onEnd: (number) => (done = number),
  }).finally(() => (over = true));
  load.catch(() => {});

  const faults = new Faults(cluster, next, { disk, clockFile });
  const kinds = faults.kinds().filter(({ name }) => !options.only || new RegExp(options.only).test(name));
  const happened = {};
  let harm = 0;
  // what dies by itself is started again, as npm start does
  const supervised = async (ms) => {
    await faults.heal();
    await sleep(ms);
  };
  for (const { name, act } of planned(kinds, next)) {
    // spread over the load, or over the time that it has; none when there is nothing left to disturb
    while (!over && passed() < harm / (count + 1)) await supervised(100);
    await supervised(next() * 1500);
    if (over) break;
    say(`${done}/${cases} cases; fault ${harm + 1}: ${name}`);
    await act();
    await faults.heal();
    const kind = name.replace(/-\d+$/, '');
    happened[kind] = (happened[kind] ?? 0) + 1;
    harm += 1;
  }
  while (!over) await supervised(100);
  const demo = await load;
  say(`all cases are through after ${round((Date.now() - since) / 1000, 0)} s; comparing`);
  const { counts, findings } = await registered.compare(cluster, provider, demo);
  for (const finding of findings) process.stdout.write(`${JSON.stringify(finding)}\n`);
  const seconds = faults.recoveries.map((one) => one.seconds * 1000);
  return {
    cases: registered.ids.size,
    ...counts,
    faults: harm,
    kinds: happened,
    seed,
    seconds: round((Date.now() - since) / 1000, 0),
    recoverySeconds: Object.fromEntries(
      ['app', 'worker', 'gateway', 'engine', 'postgres'].map((part) => {
        const of = faults.recoveries.filter((one) => one.part === part).map((one) => one.seconds);
        return [part, of.length > 0 ? round(Math.max(...of), 1) : null];
      }),
    ),
    slowestRecovery: round((percentile(seconds, 1) ?? 0) / 1000, 1),
    smsRepeatedWithSameKey: provider.repeats(),
    ok: counts.lost + counts.doubled + counts.inconsistent === 0,
  };
});
