import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@nestjs/common';

/** Whatever runs within a transaction, as long as it is open. */
const within = new AsyncLocalStorage<{ open: boolean }>();
const log = new Logger('OneConnection');

/** Runs what a transaction does. */
export async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  const transaction = { open: true };
  try {
    return await within.run(transaction, work);
  } finally {
    transaction.open = false;
  }
}

/**
 * Called before a connection is taken off the pool: what is in a transaction has one, and must ask by it (its `manager`). As many such
 * transactions at once as there are connections would wait for one more, each for the others, for ever. Tests refuse it
 * (HOTLINE_SECOND_CONNECTION=refuse), a running system says where it was.
 */
export function refuseSecondConnection(): void {
  if (!within.getStore()?.open) return;
  const { stackTraceLimit } = Error;
  // what asked stands far below: the first ten are the driver's
  Error.stackTraceLimit = 50;
  const error = new Error('A transaction asked for a second connection');
  Error.stackTraceLimit = stackTraceLimit;
  if (process.env.HOTLINE_SECOND_CONNECTION === 'refuse') throw error;
  log.error(error.message, error.stack);
}
