import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type Database, LOCK, openDatabase, underLock } from './database';
import { emptyDatabase } from './empty-database.support';

describe('work under a lock of the gateways', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let pool: Database;

  beforeAll(async () => {
    database = await emptyDatabase();
    pool = await openDatabase(database.url);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('goes one after the other by name, whatever is done under another name', async () => {
    const order: string[] = [];
    const work = (what: string) =>
      underLock(pool, LOCK.correlation, 'one', async () => {
        order.push(`${what} begins`);
        await underLock(pool, LOCK.correlation, 'two', () => wait(20));
        order.push(`${what} ends`);
      });
    await Promise.all([work('first'), work('second')]);
    expect(order).toHaveLength(4);
    expect(order[1]).toBe(order[0]!.replace('begins', 'ends'));
  });

  it('leaves the work its connections however many wait for their turn or have it', async () => {
    const names = [...Array(40).keys()].map((index) => `many-${index % 20}`);
    const asked = names.map((name) =>
      underLock(pool, LOCK.correlation, name, async () => {
        await wait(5);
        return (await pool.query<{ name: string }>('SELECT $1::text AS name', [name])).rows[0]!.name;
      }),
    );
    await expect(Promise.all(asked)).resolves.toEqual(names);
  });

  it('takes nothing else along when its connection breaks', async () => {
    const work = underLock(pool, LOCK.correlation, 'breaks', async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const other = new Client({ connectionString: database.url });
      await other.connect();
      await other.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
      await other.end();
      // it is broken off while it is lent out and asks for nothing
      await wait(100);
      return 'done';
    });
    await expect(work).resolves.toBe('done');
    await expect(underLock(pool, LOCK.correlation, 'breaks', () => Promise.resolve('again'))).resolves.toBe('again');
  });
});
