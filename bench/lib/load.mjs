// The load of chaos, cluster and backup runs: the same code as `hotline demo`, from the built app.
import { createRequire } from 'node:module';
import { inRoot } from '../../scripts/lib/paths.mjs';

const require = createRequire(import.meta.url);

/**
 * Plays cases from intake to archive; `onEnd` is told how many have come to their end.
 * @param cases how many; a function is asked before each registration
 */
export function playCases(cluster, { cases, concurrency, patienceMs = 240_000, onEnd = () => {} }) {
  const { runDemo } = require('../../dist/demo/demo.js');
  const { readSamples } = require('../../dist/demo/samples.js');
  return runDemo({
    address: cluster.url,
    password: cluster.secrets.demoPassword,
    samples: readSamples(inRoot('config/samples/messages.jsonl')).samples,
    get cases() {
      return typeof cases === 'function' ? cases() : cases;
    },
    concurrency,
    patienceMs,
    onEnd,
  });
}

/** Plays those of the given cases that are not archived yet to their end. Answers the numbers of those that do not move on. */
export async function playOn(cluster, open, patienceMs = 240_000) {
  const { DemoClient } = require('../../dist/demo/client.js');
  const { playCase } = require('../../dist/demo/demo.js');
  const client = new DemoClient(cluster.url, cluster.secrets.demoPassword);
  const stuck = [];
  await Promise.all(
    open.map(async ({ id, number }) => {
      // no survey: it needs the code that only the citizen was told
      const memory = { plot: 'plain', revisits: 0, bySurvey: false };
      if (!(await playCase(client, { id, number, queryCode: '' }, memory, { tasks: 0 }, patienceMs)))
        stuck.push(number);
    }),
  );
  return stuck;
}

/** What `hotline verify` finds: {counts, findings}. @param settleMs how long what is on its way may take */
export async function verifyCluster(cluster, settleMs = 60_000) {
  Object.assign(process.env, cluster.surroundings());
  const { unitsWithTelephone, verify } = require('../../dist/verify/verify.js');
  const { countKinds, VERIFY_RULES } = require('../../dist/verify/findings.js');
  const { configFolder } = require('../../dist/config/config.module.js');
  const { HotlineConfig } = require('../../dist/config/hotline-config.js');
  const { createDataSource } = require('../../dist/database/data-source.js');
  const { CamundaEngineOperations } = require('../../dist/engine/camunda-engine-operations.js');
  const { SystemClock } = require('../../dist/clock/clock.js');
  const database = await createDataSource(cluster.direct.app).initialize();
  try {
    const { findings, ...seen } = await verify(database, new CamundaEngineOperations(), new SystemClock(), {
      since: new Date(0),
      settleMs,
      units: unitsWithTelephone(HotlineConfig.load(configFolder()).units),
      data: cluster.documents,
    });
    const counts = countKinds(findings);
    return { seen, counts, findings: findings.map((finding) => ({ kind: VERIFY_RULES[finding.rule], ...finding })) };
  } finally {
    await database.destroy();
  }
}
