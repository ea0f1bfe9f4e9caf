// Two engines, two gateways and two apps over one database, without Docker: one of each is killed under load, and nothing may be lost.
//   npm run cluster -- [--cases 60] [--nodes 2] [--concurrency 12] [--dead 15]     kills one of each, one after the other, while
//                                                                                 so many cases or more go through
//   npm run cluster -- --keep                                                     leaves them running until Ctrl-C
// Each tier is reached through a balancer of our own (bench/lib/proxy.mjs): a connection goes to the next one that takes it.
// The last line is JSON: {"cases","lost","doubled","inconsistent","recovery":{engine,gateway,app}}. Of each: how long nobody
// was answered (silentMs), how long a case in flight stood still at the most (stalledSeconds), and how long the part took from
// its start until it served again (restartSeconds).
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withClient } from '../scripts/lib/databases.mjs';
import { ledger } from './chaos/ledger.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { bench, round, say } from './lib/figures.mjs';
import { playCases } from './lib/load.mjs';
import { Probe } from './lib/probe.mjs';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '60' },
    nodes: { type: 'string', default: '2' },
    concurrency: { type: 'string', default: '12' },
    dead: { type: 'string', default: '15' },
    keep: { type: 'boolean', default: false },
  },
});
const [cases, nodes, dead] = ['cases', 'nodes', 'dead'].map((name) => Number(options[name]));
const PARTS = ['engine-1', 'gateway-1', 'app-1'];

/** Cases that are under way. */
const inFlight = (cluster) =>
  withClient(cluster.direct.app, async (client) => {
    const { rows } = await client.query(`SELECT id FROM hotline_case WHERE stage <> 'archived'`);
    return rows.map(({ id }) => id);
  });

/** The longest time from an instant until something happened to a case, in seconds. */
const standstill = (cluster, ids, since) =>
  withClient(cluster.direct.app, async (client) => {
    const { rows } = await client.query(
      `SELECT max(next - $2::timestamptz) AS longest FROM (
         SELECT min(at) AS next FROM case_event WHERE case_id = ANY ($1::uuid[]) AND at > $2 GROUP BY case_id) AS first`,
      [ids, since],
    );
    const { hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = rows[0].longest ?? {};
    return round(hours * 3600 + minutes * 60 + seconds + milliseconds / 1000, 1);
  });

await bench(async () => {
  const cluster = new Cluster({ data: temporaryFolder('cluster'), engines: nodes, gateways: nodes, apps: nodes });
  await cluster.start();
  say(`${nodes} of each run: ${cluster.url}, password of the demo accounts ${cluster.secrets.demoPassword}`);
  if (options.keep) return new Promise(() => {});

  const registered = ledger(cluster.url);
  let done = 0;
  let killing = true;
  // a fast machine is through with any number before the last part is back
  const load = playCases(cluster, {
    cases: () => (killing ? Infinity : cases),
    concurrency: Number(options.concurrency),
    onEnd: (number) => (done = number),
  });
  let failure;
  load.catch((error) => (failure = error));
  const probe = await new Probe(cluster).start();
  const kills = [];
  const between = cases / (PARTS.length + 2);
  for (const name of PARTS) {
    for (const from = done; done < from + between && !failure;) await sleep(100);
    if (failure) throw failure;
    const service = cluster.services.get(name);
    const ids = await inFlight(cluster);
    const at = new Date();
    say(`${done} cases; kill -9 of ${name}`);
    await service.kill9();
    await sleep(dead * 1000);
    const restart = Date.now();
    await service.start();
    kills.push({ part: name.replace(/-\d+$/, ''), ids, at, restartSeconds: round((Date.now() - restart) / 1000, 1) });
  }
  killing = false;
  const demo = await load;
  await probe.stop();
  const recovery = {};
  for (const { part, ids, at, restartSeconds } of kills) {
    const silentMs = probe.longestSilence(at.getTime(), at.getTime() + dead * 1000);
    recovery[part] = { silentMs, stalledSeconds: await standstill(cluster, ids, at), restartSeconds };
  }
  const { counts, findings } = await registered.compare(cluster, null, demo);
  for (const finding of findings) process.stdout.write(`${JSON.stringify(finding)}\n`);
  const ok = counts.lost + counts.doubled + counts.inconsistent === 0;
  return { cases: registered.ids.size, ...counts, nodes, recovery, ok };
});
