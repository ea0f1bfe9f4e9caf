import type { Pool } from 'pg';
import { nextKey } from '../common/database';
import type { OperatonClient } from '../operaton/client';
import { toOperatonAll } from '../operaton/variables';

/** Broadcasts a signal to everything that waits for it or starts with it. Answers the signal's key. */
export async function broadcastSignal(
  engine: OperatonClient,
  pool: Pool,
  name: string,
  variables: Record<string, unknown> | undefined,
): Promise<string> {
  await engine.post('/signal', { name, variables: toOperatonAll(variables) });
  return nextKey(pool);
}
