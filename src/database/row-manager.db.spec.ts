import { randomUUID } from 'node:crypto';
import { DataSource, EntityManager, type FindOptionsWhere, In, type InsertResult, IsNull, Not } from 'typeorm';
import { freshDatabase } from '../../test/support/fresh-database';
import { AuditEntry } from '../audit/audit-entry.entity';
import { EngineOutbox } from '../outbox/engine-outbox.entity';
import { insertIfNew } from './row-manager';

jest.setTimeout(120_000);

const AT = new Date('2026-03-01T08:00:00.123Z');

describe('rows', () => {
  let database: DataSource;
  let drop: () => Promise<void>;
  /** What TypeORM itself makes of the same question. */
  let typeorm: EntityManager;
  let built: jest.SpyInstance;

  beforeAll(async () => {
    ({ dataSource: database, drop } = await freshDatabase());
    typeorm = new EntityManager(database);
  });
  beforeEach(() => (built = jest.spyOn(EntityManager.prototype, 'createQueryBuilder')));
  afterEach(() => built.mockRestore());
  afterAll(() => drop());

  const message = (more: { id?: string; name?: string } = {}) => ({
    id: randomUUID(),
    name: 'case-urged',
    correlationKey: "O'Neill \\ 市民",
    messageId: randomUUID(),
    timeToLiveMs: 2 ** 40,
    variables: { nested: { list: [1, 'a', null] }, text: '"' },
    traceparent: null,
    createdAt: AT,
    availableAt: AT,
    attempts: 0,
    ...more,
  });
  const entry = {
    at: AT,
    actor: 'agent',
    action: 'case.read',
    subjectType: 'case',
    subjectId: '1',
    data: { a: 1 },
  } as const;
  /** Does something without TypeORM's builder. */
  const plainly = async <T>(act: () => Promise<T>): Promise<T> => {
    built.mockClear();
    const answer = await act();
    expect(built).not.toHaveBeenCalled();
    return answer;
  };

  it('that are written are what TypeORM reads, and what TypeORM writes is read as it reads it', async () => {
    const [ours, theirs] = [message(), message()];
    await plainly<InsertResult>(() => database.manager.insert(EngineOutbox, ours));
    await typeorm.insert(EngineOutbox, theirs);
    for (const { id } of [ours, theirs]) {
      const read = await plainly(() => database.manager.findOneBy(EngineOutbox, { id }));
      expect(read).toBeInstanceOf(EngineOutbox);
      expect(read).toEqual(await typeorm.findOneBy(EngineOutbox, { id }));
      expect(read).toMatchObject({ timeToLiveMs: 2 ** 40, variables: ours.variables, createdAt: AT, sentAt: null });
    }
  });

  it('are found by several columns, and not where one of them differs', async () => {
    const { id, name } = message({ name: 'case-merged' });
    await database.manager.insert(EngineOutbox, message({ id, name }));
    const by = (where: object) => plainly(() => database.getRepository(EngineOutbox).findOneBy(where));
    expect(await by({ id, name, attempts: 0, createdAt: AT })).toMatchObject({ id });
    expect(await by({ id, name, attempts: 1 })).toBeNull();
    expect(await plainly(() => database.manager.existsBy(EngineOutbox, { id, name }))).toBe(true);
    expect(await plainly(() => database.manager.existsBy(EngineOutbox, { id, name: 'another' }))).toBe(false);
    await expect(database.manager.findOneByOrFail(EngineOutbox, { id: randomUUID() })).rejects.toThrow('EngineOutbox');
  });

  it('are listed and counted as TypeORM lists and counts them', async () => {
    const name = `listed-${randomUUID()}`;
    const ids = Array.from({ length: 4 }, () => randomUUID());
    for (const [at, id] of ids.entries()) {
      const attempts = [2, 0, 2, 1][at]!;
      const row = { ...message({ id, name }), attempts, ...(at % 2 ? { lastError: 'refused' } : {}) };
      await database.manager.insert(EngineOutbox, row);
    }
    const wheres: FindOptionsWhere<EngineOutbox>[] = [
      { name },
      { name, lastError: IsNull() },
      { name, lastError: Not(IsNull()), attempts: 1 },
      { name, attempts: In([0, 1]) },
      { id: In(ids.slice(1, 3)), createdAt: AT },
      { id: In([]) },
    ];
    const order = { attempts: 'DESC', id: 'ASC' } as const;
    for (const where of wheres) {
      for (const options of [
        { where, order },
        { where, order, take: 2 },
      ]) {
        const listed = await plainly(() => database.manager.find(EngineOutbox, options));
        expect(listed).toEqual(await typeorm.find(EngineOutbox, options));
      }
      const first = await plainly(() => database.manager.findOne(EngineOutbox, { where, order }));
      expect(first).toEqual(await typeorm.findOne(EngineOutbox, { where, order }));
      const found = await plainly(() => database.getRepository(EngineOutbox).findBy(where));
      expect(found).toHaveLength(await typeorm.countBy(EngineOutbox, where));
      expect(await plainly(() => database.manager.countBy(EngineOutbox, where))).toBe(found.length);
      expect(await plainly(() => database.manager.existsBy(EngineOutbox, where))).toBe(found.length > 0);
    }
    expect(await plainly(() => database.manager.countBy(EngineOutbox, { name }))).toBe(ids.length);
  });

  it('are changed by their key or by other columns, and how many were is told', async () => {
    const [one, other] = [message({ name: 'changed' }), message({ name: 'changed' })];
    for (const row of [one, other]) await database.manager.insert(EngineOutbox, row);
    const change = { sentAt: AT, lastError: null, attempts: 3, variables: { now: true } };
    expect(await plainly(() => database.manager.update(EngineOutbox, one.id, change))).toMatchObject({ affected: 1 });
    expect(await typeorm.findOneBy(EngineOutbox, { id: one.id })).toMatchObject(change);
    expect(await typeorm.findOneBy(EngineOutbox, { id: other.id })).toMatchObject({ sentAt: null, attempts: 0 });
    const all = await plainly(() => database.manager.update(EngineOutbox, { name: 'changed' }, { attempts: 4 }));
    expect(all.affected).toBe(2);
    expect((await database.manager.update(EngineOutbox, randomUUID(), { attempts: 5 })).affected).toBe(0);
  });

  it('are written once a unique key', async () => {
    const once = () => insertIfNew(database.manager, AuditEntry, { ...entry, dedupeKey: 'once' });
    expect(await plainly(once)).toBe(true);
    expect(await plainly(once)).toBe(false);
    expect(await typeorm.findBy(AuditEntry, { dedupeKey: 'once' })).toMatchObject([entry]);
  });

  it('that are read to be changed are nobody else’s meanwhile', async () => {
    const { id } = message();
    await database.manager.insert(EngineOutbox, message({ id }));
    const other = database.createQueryRunner();
    await other.connect();
    await database.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      expect(await plainly(() => manager.findOne(EngineOutbox, { where: { id }, lock }))).toMatchObject({ id });
      const taken = other.query('SELECT FROM engine_outbox WHERE id = $1 FOR UPDATE NOWAIT', [id]);
      await expect(taken).rejects.toThrow('could not obtain lock');
    });
    await other.release();
  });

  it('belong to the transaction of their manager', async () => {
    const row = message();
    const failed = database.transaction(async (manager) => {
      await manager.insert(EngineOutbox, row);
      expect(await manager.findOneBy(EngineOutbox, { id: row.id })).not.toBeNull();
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await database.manager.findOneBy(EngineOutbox, { id: row.id })).toBeNull();
  });

  it('that are asked for by more than values are left to TypeORM', async () => {
    const row = message();
    await database.manager.insert(EngineOutbox, row);
    const asked: (() => Promise<unknown>)[] = [
      () => database.manager.findOneBy(EngineOutbox, { id: Not(randomUUID()) }),
      () => database.manager.find(EngineOutbox, { where: { id: row.id }, select: { id: true } }),
      () => database.manager.find(EngineOutbox, { where: { id: row.id }, skip: 1 }),
      () => database.manager.find(EngineOutbox, { where: { id: row.id }, order: { id: { nulls: 'LAST' } } }),
      () => database.manager.findOneBy(EngineOutbox, [{ id: row.id }, { name: 'x' }]),
      () => database.manager.findOneBy(EngineOutbox, { id: undefined }),
      () => database.manager.countBy(EngineOutbox, [{ id: row.id }]),
      () => database.manager.findOne(EngineOutbox, { where: { id: row.id }, withDeleted: true }),
      () => database.manager.update(EngineOutbox, row.id, { attempts: () => 'attempts + 1' }),
      () => database.manager.insert(EngineOutbox, [message(), message()]),
    ];
    for (const ask of asked) {
      built.mockClear();
      await ask();
      expect(built).toHaveBeenCalled();
    }
    expect(await database.manager.findOneBy(EngineOutbox, { id: row.id })).toMatchObject({ attempts: 1 });
  });

  it('whose key the database makes tell it, as ever', async () => {
    const row: typeof entry & { dedupeKey: null; id?: string } = { ...entry, dedupeKey: null };
    await database.manager.insert(AuditEntry, row);
    expect(row.id).toMatch(/^\d+$/);
  });
});
