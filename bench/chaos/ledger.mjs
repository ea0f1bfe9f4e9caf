// What the load was promised: every registration that was answered with 2xx. Compared at the end with what is there.
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../scripts/lib/databases.mjs';
import { verifyCluster } from '../lib/load.mjs';

/** A message that the provider refused is tried again within ten minutes: until then it is not lost. */
const SENT_WITHIN_MS = 660_000;
const UNSENT = 'SELECT FROM notification WHERE sent_at IS NULL AND given_up_at IS NULL LIMIT 1';

/** Notes registrations by looking over fetch's shoulder: the load is the same code as `hotline demo`. */
export function ledger(address) {
  const ids = new Set();
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await plain(input, init);
    if (init?.method === 'POST' && String(input) === `${address}/api/v1/cases` && response.ok) {
      const copy = response.clone();
      copy.json().then(
        ({ id, linked }) => linked || ids.add(id),
        // the answer broke off: the client asks again
        () => undefined,
      );
    }
    return response;
  };
  return { ids, compare: (cluster, provider, demo) => compare(ids, cluster, provider, demo) };
}

async function compare(ids, cluster, provider, demo) {
  // what a crash kept from being noted, the sweep settles within two minutes
  const { counts, findings } = await verifyCluster(cluster, 180_000);
  const add = (kind, rule, subject, details) => {
    counts[kind] += 1;
    findings.push({ kind, rule, subject, details });
  };
  await withClient(cluster.direct.app, async (client) => {
    const { rows } = await client.query('SELECT id, number FROM hotline_case');
    const there = new Set(rows.map(({ id }) => id));
    for (const id of ids) if (!there.has(id)) add('lost', 'registered-case', id);
    for (const { id, number } of rows) if (!ids.has(id)) add('doubled', 'case-nobody-registered', number);
    if (!provider) return;
    const until = Date.now() + SENT_WITHIN_MS;
    while ((await client.query(UNSENT)).rowCount > 0 && Date.now() < until) await sleep(1000);
    const { rows: texts } = await client.query('SELECT id, sent_at FROM notification');
    for (const { id } of texts) if (!provider.messages.has(id)) add('lost', 'sms', id);
    if (provider.messages.size > texts.length)
      add('doubled', 'sms', 'the provider has more messages than were written', {
        provider: provider.messages.size,
        written: texts.length,
      });
  });
  for (const number of demo.stuck) add('inconsistent', 'case-does-not-move-on', number);
  return { counts, findings };
}
