import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';

/**
 * An engine that runs has its tables in use, in an order of its own: this waits less than PostgreSQL does before it looks for a deadlock,
 * so that never a transaction of the engine's is ended for it, and tries again.
 */
const BRIEFLY = "SET LOCAL lock_timeout = '500ms'";
const PAUSE_MS = 200;
const ATTEMPTS = 20;
const LOCK_NOT_AVAILABLE = '55P03';

/** Does in one transaction what needs tables of a running engine for itself. @param work begins with what it waits for as long as it takes */
export async function patiently(
  client: Client,
  work: (waitBriefly: () => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query('BEGIN');
      await work(() => client.query(BRIEFLY));
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || attempt === ATTEMPTS) {
        throw error;
      }
      await sleep(PAUSE_MS);
    }
  }
}
