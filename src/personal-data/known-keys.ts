import type { Keyring } from './keyring';
import type { Run } from './reseal';

const CONTEXT = 'data_key.proof';
/** What each key has sealed, so that it can be told from another key of the same name. */
const PROOF = 'hotline';

/**
 * Compares the keys with those that the database's personal data is sealed with, before anything is read or written, and
 * notes the current one. Throws an error for the operator when one is missing, or is another key of the same name.
 */
export async function checkKeys(run: Run, keys: Keyring): Promise<void> {
  await run('INSERT INTO data_key (id, proof, since) VALUES ($1, $2, now()) ON CONFLICT (id) DO NOTHING', [
    keys.current,
    keys.seal(PROOF, CONTEXT),
  ]);
  for (const { id, proof } of await run('SELECT id, proof FROM data_key')) {
    if (!keys.has(id!)) {
      throw new Error(
        `HOTLINE_DATA_KEYS lacks the key "${id}", which personal data in this database is sealed with (docs/security.md)`,
      );
    }
    if (opened(keys, proof!) !== PROOF) {
      throw new Error(
        `HOTLINE_DATA_KEYS: "${id}" is not the key of this name which personal data in this database is sealed with (docs/security.md)`,
      );
    }
  }
}

/** Nothing is sealed with the other keys any more: they may be taken away. */
export async function forgetOtherKeys(run: Run, keys: Keyring): Promise<void> {
  await run('DELETE FROM data_key WHERE id <> $1', [keys.current]);
}

function opened(keys: Keyring, proof: string): string | null {
  try {
    return keys.open(proof, CONTEXT);
  } catch {
    return null;
  }
}
