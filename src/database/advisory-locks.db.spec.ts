import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { freshDatabase } from '../../test/support/fresh-database';
import { createDataSource } from './data-source';
import { LOCK, locksOf } from './advisory-locks';

describe('locks that are held while other things are asked', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  /** Another app on the same database. */
  let other: DataSource;

  beforeAll(async () => {
    database = await freshDatabase();
    other = await createDataSource((database.dataSource.options as { url: string }).url).initialize();
  });

  afterAll(async () => {
    await other.destroy();
    await database.drop();
  });

  it('leave each holder a connection for what it asks, however many hold one and wait for one', async () => {
    const { dataSource } = database;
    const names = [...Array(100).keys()].map((index) => `task:${index % 50}`);
    const told: string[] = [];
    const asked = names.map((name) =>
      locksOf(dataSource).hold(name, async () => {
        await wait(5);
        const rows: { name: string }[] = await dataSource.query('SELECT $1::text AS name', [name]);
        told.push(rows[0]!.name);
      }),
    );
    await Promise.all(asked);
    expect(told.sort()).toEqual(names.sort());
  });

  it('let one after the other do what has one name, in one app and in two, also after one failed', async () => {
    const order: string[] = [];
    const work = (dataSource: DataSource, what: string) =>
      locksOf(dataSource).hold('task:1', async () => {
        order.push(`${what} begins`);
        await wait(10);
        order.push(`${what} ends`);
        if (what === 'second') throw new Error('refused');
      });
    const all = [work(database.dataSource, 'first'), work(database.dataSource, 'second'), work(other, 'third')];
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toHaveLength(6);
    for (const at of [0, 2, 4]) expect(order[at + 1]).toBe(order[at]!.replace('begins', 'ends'));
  });

  it('are tried once by who does not want to wait', async () => {
    await locksOf(database.dataSource).alone(LOCK.mailbox, async () => {
      expect(await locksOf(other).alone(LOCK.mailbox, () => Promise.resolve('too'))).toBeUndefined();
      expect(await locksOf(other).alone(LOCK.erasure, () => Promise.resolve('else'))).toBe('else');
    });
    expect(await locksOf(other).alone(LOCK.mailbox, () => Promise.resolve('then'))).toBe('then');
  });

  it('have a number each', () => {
    const numbers = Object.values(LOCK);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('a transaction', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterAll(() => database.drop());

  it('asks by its own connection: a second one is refused in tests', async () => {
    const { dataSource } = database;
    await expect(dataSource.transaction(() => dataSource.query('SELECT 1'))).rejects.toThrow('second connection');
    await expect(dataSource.transaction((manager) => manager.query('SELECT 1'))).resolves.toHaveLength(1);
  });

  it('is over for what it left behind', async () => {
    const { dataSource } = database;
    let later: Promise<unknown> | undefined;
    await dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1');
      later = wait(20).then(() => dataSource.query('SELECT 1'));
    });
    await expect(later).resolves.toHaveLength(1);
  });
});
