// Real cases that come to wait for people, whose process instances a bench then copies.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitingInstances } from './engine-clones.mjs';
import { Person } from './pages.mjs';

const PATIENCE_S = 300;

/**
 * Registers sample cases in the cluster's first app until so many wait for people; the waiting instances.
 * @param cluster with its app running @param count how many
 */
export async function waitingTemplates(cluster, count) {
  const { readSamples } = createRequire(import.meta.url)('../../dist/demo/samples.js');
  const { samples } = readSamples(join(process.cwd(), 'config', 'samples', 'messages.jsonl'));
  const agent = await Person.signIn(cluster.url, 'agent', cluster.secrets.demoPassword);
  for (let index = 0; index < count * 2; index++) {
    const body = { ...samples[index % samples.length] };
    delete body.plot;
    await agent.ask('/cases', { method: 'POST', body });
  }
  for (let waited = 0; ; waited++) {
    const found = await waitingInstances(cluster.direct.engine);
    if (found.length >= count) {
      // what belongs to a waiting case may still be on its way
      await sleep(5000);
      return found.slice(0, count);
    }
    if (waited > PATIENCE_S) throw new Error('the cases do not come to wait for people');
    await sleep(1000);
  }
}
