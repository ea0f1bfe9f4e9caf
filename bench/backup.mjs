// A backup under load, restored on an empty folder: engine and case data must be of one moment, and cases in flight go on.
//   npm run bench:backup -- [--cases 60] [--concurrency 12]
// Load runs on one system; amid it the backup is taken. The system is stopped, the backup restored elsewhere, a second system
// started on it, `hotline verify` run, every open case worked on to its archive, and verified again. The last line is JSON:
// {"cases","restored","lost","doubled","inconsistent","stuck",...}; all zero but cases and restored.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { backup, restore } from '../scripts/backup.mjs';
import { withClient } from '../scripts/lib/databases.mjs';
import { checkFolder } from '../scripts/lib/prerequisites.mjs';
import { ledger } from './chaos/ledger.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { bench, round, say } from './lib/figures.mjs';
import { playCases, playOn, verifyCluster } from './lib/load.mjs';

const { values: options } = parseArgs({
  options: { cases: { type: 'string', default: '60' }, concurrency: { type: 'string', default: '12' } },
});
const cases = Number(options.cases);

const seconds = async (act) => {
  const since = Date.now();
  const result = await act();
  return [result, round((Date.now() - since) / 1000, 1)];
};

await bench(async () => {
  const folder = temporaryFolder('backup');
  checkFolder(join(folder, 'first'));
  const first = new Cluster({ data: join(folder, 'first') });
  await first.start();
  const registered = ledger(first.url);
  let done = 0;
  const load = playCases(first, {
    cases,
    concurrency: Number(options.concurrency),
    onEnd: (number) => (done = number),
  });
  load.catch(() => {});
  while (done < cases / 3) await sleep(100);
  const promised = new Set(registered.ids);
  const out = join(folder, 'backup.tar.gz');
  const [, backupSeconds] = await seconds(() =>
    backup({ data: first.data, out, withKeys: true, runningPort: first.postgresPort }),
  );
  say(`backup of ${promised.size} cases after ${backupSeconds} s; the load goes on`);
  await load;
  await first.stop();

  const data = join(folder, 'second');
  checkFolder(data);
  const [{ cases: restored }, restoreSeconds] = await seconds(() => restore({ data, file: out, keys: null }));
  say(`${restored} cases restored after ${restoreSeconds} s`);
  const second = new Cluster({ data });
  await second.start();
  const atOnce = await verifyCluster(second);
  const rows = await withClient(second.direct.app, async (client) => {
    const found = await client.query('SELECT id, number, stage FROM hotline_case');
    return found.rows;
  });
  const there = new Set(rows.map(({ id }) => id));
  const missing = [...promised].filter((id) => !there.has(id));
  const open = rows.filter(({ stage }) => stage !== 'archived');
  say(`${open.length} cases are in flight`);
  const stuck = await playOn(second, open);
  const atEnd = await verifyCluster(second);
  for (const finding of [...atOnce.findings, ...atEnd.findings]) process.stdout.write(`${JSON.stringify(finding)}\n`);
  const sum = (kind) => atOnce.counts[kind] + atEnd.counts[kind];
  const figures = {
    cases: promised.size,
    restored,
    lost: missing.length + sum('lost'),
    doubled: sum('doubled'),
    inconsistent: sum('inconsistent'),
    stuck: stuck.length,
    inFlight: open.length,
    backupSeconds,
    backupMegabytes: round(statSync(out).size / 2 ** 20, 1),
    restoreSeconds,
  };
  return { ...figures, ok: figures.lost + figures.doubled + figures.inconsistent + figures.stuck === 0 };
});
