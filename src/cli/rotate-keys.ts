import { Client } from 'pg';
import { SEALED_TABLES } from '../personal-data/columns';
import { Keyring, newDataKey } from '../personal-data/keyring';
import { checkKeys, forgetOtherKeys } from '../personal-data/known-keys';
import { reseal, type Run } from '../personal-data/reseal';
import { readSecrets, saveSecret } from './data-folder';
import { databaseUrl } from './running-system';

/** The keys of HOTLINE_DATA_KEYS, else those that `npm start` keeps in the data folder. */
function dataKeys(): string {
  const keys = process.env.HOTLINE_DATA_KEYS ?? readSecrets()?.dataKeys;
  if (!keys) throw new Error('HOTLINE_DATA_KEYS is not set and no system was started here');
  return keys;
}

/**
 * `hotline rotate-keys`: brings all personal data under the first key. `--new-key` makes one first: printed for whoever
 * keeps the keys in the environment, else put in front of those of the data folder. It takes effect with the next start,
 * and nothing is sealed anew before the apps know it. `done` is false, and the exit code 1, while an app still seals with an
 * older key.
 */
export async function rotateKeys(out: (text: string) => void, options: { newKey?: boolean }): Promise<void> {
  if (options.newKey) {
    const keys = `${newDataKey()},${dataKeys()}`;
    if (process.env.HOTLINE_DATA_KEYS) out(`HOTLINE_DATA_KEYS=${keys}`);
    else out(JSON.stringify({ file: saveSecret('dataKeys', keys), next: 'restart, then: npx hotline rotate-keys' }));
    return;
  }
  const keys = Keyring.parse(dataKeys());
  const client = new Client({ connectionString: databaseUrl(), application_name: 'hotline-rotate-keys' });
  await client.connect();
  try {
    const run: Run = async (sql, parameters) =>
      (await client.query<Record<string, string | null>>(sql, parameters)).rows;
    await checkKeys(run, keys);
    const rows = await reseal(run, keys, SEALED_TABLES);
    // What an app that did not know the key yet has written meanwhile is found by looking again.
    const left = Object.values(await reseal(run, keys, SEALED_TABLES)).some((count) => count > 0);
    if (!left) await forgetOtherKeys(run, keys);
    out(JSON.stringify({ key: keys.current, rows, done: !left }));
    if (left) process.exitCode = 1;
  } finally {
    await client.end();
  }
}
