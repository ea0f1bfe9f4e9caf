import pg from 'pg';
import type { DataSource } from 'typeorm';

/** Numbers of the advisory locks, so that no two uses share one by accident. */
export const LOCK = {
  migrations: 1_234_512_345,
  matters: 1_234_512_346,
  hotSpots: 1_234_512_347,
  erasure: 1_234_512_348,
  unitDays: 1_234_512_349,
  quarters: 1_234_512_350,
  mailbox: 1_234_500_001,
} as const;

/** Locks that an app holds at a time while it does something else: tasks being completed, before all. */
const CONNECTIONS = 8;

/**
 * Locks that are held while other things are asked of the database and of the engine. Each takes a connection of a pool of its own: were
 * it one of those that everything else needs, as many holders as there are connections would wait for one more, each for the others.
 */
export class AdvisoryLocks {
  private readonly pool: pg.Pool;
  /** Who in this process waits for a name takes no connection meanwhile. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(connectionString: string) {
    this.pool = new pg.Pool({ connectionString, max: CONNECTIONS, application_name: 'hotline-locks' });
    const onBroken = () => {
      // the server gave the lock back; the next one opens another connection
    };
    this.pool.on('error', onBroken);
    this.pool.on('connect', (client) => client.on('error', onBroken));
  }

  /** Does work while nobody else, in whichever app, does any under the same name. */
  async hold(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.turns.get(name) ?? Promise.resolve();
    const turn = before.then(() =>
      this.locked('SELECT pg_advisory_lock(hashtextextended($1, 0)) AS taken', name, work),
    );
    const ended = turn.catch(() => undefined);
    this.turns.set(name, ended);
    void ended.then(() => this.turns.get(name) === ended && this.turns.delete(name));
    return turn;
  }

  /** Does work unless another app on the same database is at it; undefined then. */
  async alone<T>(lock: number, work: () => Promise<T>): Promise<T | undefined> {
    return this.locked('SELECT pg_try_advisory_lock($1) AS taken', lock, work);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  /** Undefined where the statement says that it did not take the lock. */
  private async locked<T>(take: string, key: string | number, work: () => Promise<T>): Promise<T | undefined> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const { rows } = await client.query<{ taken: unknown }>(take, [key]);
      return rows[0]!.taken === false ? undefined : await work();
    } finally {
      // a connection that may still hold the lock is closed, which gives it back
      await client.query('SELECT pg_advisory_unlock_all()').catch((error: Error) => (broken = error));
      client.release(broken);
    }
  }
}

/** A data source that has locks beside its pool. */
export interface Locking {
  readonly locks: AdvisoryLocks;
}

/** The locks of a data source that createDataSource made. */
export function locksOf(dataSource: DataSource): AdvisoryLocks {
  return (dataSource as DataSource & Locking).locks;
}
