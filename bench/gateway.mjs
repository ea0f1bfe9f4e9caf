// Jobs through the gateway against the same process driven straight on Operaton's REST API, in turns.
//   npm run bench:gateway -- [--instances 300] [--rounds 5] [--singles 100]
// `ratio` is jobs a second through the gateway to jobs a second straight, the median of the rounds; `added` the p99 of an
// activation and of a completion, one at a time, above the same straight. A smoke run: --instances 20 --rounds 1 --singles 5
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { engineUser } from '../scripts/lib/parts.mjs';
import { drive, oneByOne, straight, throughGateway } from './gateway/drivers.mjs';
import { Cluster, temporaryFolder } from './lib/cluster.mjs';
import { bench, percentile, round, say } from './lib/figures.mjs';

const { values: options } = parseArgs({
  options: {
    instances: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '5' },
    singles: { type: 'string', default: '100' },
  },
});
const [instances, rounds, singles] = ['instances', 'rounds', 'singles'].map((name) => Number(options[name]));

/** So many rounds of both are not measured. */
const WARM_UP = 2;

/** The middle of some figures. */
const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

await bench(async () => {
  const cluster = new Cluster({ data: temporaryFolder('gateway') });
  await cluster.build(['gateway', 'engine']);
  await cluster.startPostgres();
  await cluster.startEngines();
  await cluster.startGateways();
  const { gatewayPassword, enginePassword } = cluster.secrets;
  await deploy(cluster);
  const ways = {
    gateway: throughGateway(cluster.gatewayPorts[0], cluster.gatewayUser, gatewayPassword),
    straight: straight(cluster.enginePorts[0], engineUser, enginePassword),
  };
  // a JVM is slower by half until it has seen the process some hundred times, and one that still compiles favours who comes later
  for (let before = 0; before < WARM_UP; before++) for (const way of Object.values(ways)) await drive(way, instances);

  const speeds = { gateway: [], straight: [] };
  for (let index = 0; index < rounds; index++) {
    for (const name of index % 2 ? ['straight', 'gateway'] : ['gateway', 'straight']) {
      const { jobsPerSecond } = await drive(ways[name], instances);
      speeds[name].push(jobsPerSecond);
      say(`round ${index + 1}: ${round(jobsPerSecond, 0)} jobs a second, ${name}`);
    }
  }
  const latencies = {};
  for (const name of ['gateway', 'straight']) latencies[name] = { activations: [], completions: [] };
  for (let done = 0; done < singles; done += 10) {
    for (const name of ['gateway', 'straight']) {
      const { activations, completions } = await oneByOne(ways[name], Math.min(10, singles - done));
      latencies[name].activations.push(...activations);
      latencies[name].completions.push(...completions);
    }
  }
  const ratios = speeds.gateway.map((speed, index) => speed / speeds.straight[index]);
  const ratio = round(median(ratios), 3);
  return {
    jobsPerSecond: { gateway: round(median(speeds.gateway), 1), straight: round(median(speeds.straight), 1) },
    ratio,
    ratios: ratios.map((one) => round(one)),
    activate: compared(latencies, 'activations'),
    complete: compared(latencies, 'completions'),
    instances,
    rounds,
    ok: ratio >= 0.85,
  };
});

function compared(latencies, of) {
  const at = (name, share) => percentile(latencies[name][of], share);
  return {
    gateway: { p50: at('gateway', 0.5), p99: at('gateway', 0.99) },
    straight: { p50: at('straight', 0.5), p99: at('straight', 0.99) },
    addedP50: round(at('gateway', 0.5) - at('straight', 0.5), 1),
    addedP99: round(at('gateway', 0.99) - at('straight', 0.99), 1),
  };
}

async function deploy(cluster) {
  const form = new globalThis.FormData();
  const file = new URL('gateway/two-jobs.bpmn', import.meta.url);
  form.set('resources', new globalThis.Blob([readFileSync(file)]), 'two-jobs.bpmn');
  const account = Buffer.from(`${cluster.gatewayUser}:${cluster.secrets.gatewayPassword}`).toString('base64');
  const response = await fetch(`http://127.0.0.1:${cluster.gatewayPorts[0]}/v2/deployments`, {
    method: 'POST',
    headers: { authorization: `Basic ${account}` },
    body: form,
  });
  if (!response.ok) throw new Error(`the diagram was refused: ${await response.text()}`);
}
