// Memory of each process after many cases against after few: what is kept for each case would show.
//   npm run bench:memory -- [--few 1000] [--many 10000] [--at-once 16] [--to archive|registered]
// `registered` registers only and waits until the processes wait for people; `archive` plays every case to its end. Measured is
// the resident memory (Linux) of app, gateway and engine half a minute after the last case, when their garbage is collected: with
// memory to spare neither V8 nor a JVM is in a hurry to. A smoke run: --few 5 --many 10
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withClient } from '../scripts/lib/databases.mjs';
import { javaCommand } from '../scripts/lib/prerequisites.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { bench, round, say } from './lib/figures.mjs';
import { Person } from './lib/pages.mjs';

const { values: options } = parseArgs({
  options: {
    few: { type: 'string', default: '1000' },
    many: { type: 'string', default: '10000' },
    'at-once': { type: 'string', default: '16' },
    to: { type: 'string', default: 'archive' },
  },
});
const [few, many, atOnce] = ['few', 'many', 'at-once'].map((name) => Number(options[name]));
/** More than this, beyond what caches take, is kept for cases. */
const GROWTH_MB = 150;
const PARTS = { app: 'app-1', gateway: 'gateway-1', engine: 'engine-1' };
const COLLECTING = { NODE_OPTIONS: `--require ${join(import.meta.dirname, 'lib', 'collect-garbage.cjs')}` };

await bench(async () => {
  const cluster = new Cluster({
    data: temporaryFolder('memory'),
    flags: ['fsync=off'],
    env: COLLECTING,
    gatewayEnv: COLLECTING,
  });
  await cluster.start();
  let done = 0;
  const upTo = async (count) => {
    if (options.to === 'archive') await play(cluster, count - done);
    else await register(cluster, done, count);
    done = count;
    return atRest(cluster);
  };
  const after = { [few]: await upTo(few) };
  say(`after ${few} cases: ${JSON.stringify(after[few])}`);
  after[many] = await upTo(many);
  const growth = Object.fromEntries(
    Object.keys(PARTS).map((part) => [part, round(after[many][part] - after[few][part], 0)]),
  );
  return { megabytes: after, growth, ok: Object.values(growth).every((one) => one <= GROWTH_MB) };
});

/** Plays cases to their end, as the demonstration does. */
async function play(cluster, cases) {
  const require = createRequire(import.meta.url);
  const { runDemo } = require('../dist/demo/demo.js');
  const { readSamples } = require('../dist/demo/samples.js');
  await runDemo({
    address: cluster.url,
    password: cluster.secrets.demoPassword,
    samples: readSamples(join(process.cwd(), 'config', 'samples', 'messages.jsonl')).samples,
    cases,
    concurrency: atOnce,
    patienceMs: 600_000,
    onEnd: (done) => done % 500 === 0 && say(`${done} of ${cases} cases`),
  });
}

async function register(cluster, from, to) {
  const agent = await Person.signIn(cluster.url, 'agent', cluster.secrets.demoPassword);
  let next = from;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < to) {
        const index = next++;
        const content = `来电人反映锦绣路 ${index} 号附近路灯不亮已有三天，夜里很黑，出行不安全。`;
        await agent.ask('/cases', {
          method: 'POST',
          body: { channel: 'phone', title: `锦绣路 ${index} 号路灯不亮`, content },
        });
      }
    }),
  );
  await withClient(cluster.direct.app, async (client) => {
    const waiting = async () =>
      (await client.query(`SELECT count(*)::int AS count FROM hotline_case WHERE stage = 'registered'`)).rows[0].count;
    while ((await waiting()) > 0) await sleep(1000);
  });
}

/** Resident megabytes of each process once nothing goes on and what nobody needs is given back. */
async function atRest(cluster) {
  await sleep(30_000);
  const pids = Object.fromEntries(Object.entries(PARTS).map(([part, name]) => [part, cluster.services.get(name).pid]));
  for (const part of ['app', 'gateway']) process.kill(pids[part], 'SIGUSR2');
  execFileSync(javaCommand().replace(/java$/, 'jcmd'), [String(pids.engine), 'GC.run']);
  await sleep(5_000);
  return Object.fromEntries(Object.entries(pids).map(([part, pid]) => [part, residentOf(pid)]));
}

function residentOf(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return round(Number(kilobytes) / 1024, 0);
}
