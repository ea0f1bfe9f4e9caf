import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { freshDatabase } from '../../test/support/fresh-database';
import { migrate } from '../database/data-source';
import { RegistrationsService } from './registrations.service';

jest.setTimeout(120_000);

const AT_ONCE = 8;

describe('case numbers', () => {
  let services: Services;
  let database: DataSource;
  let registrations: RegistrationsService;

  beforeAll(async () => {
    services = await startServices();
    database = services.get(DataSource);
    registrations = services.get(RegistrationsService);
  });
  afterAll(() => services?.stop());

  const register = (more: { channel?: string; idempotencyKey?: string } = {}) =>
    registrations.register({ content: '路灯坏了', channel: 'web', ...more }, 'agent');
  const many = () => Promise.all(Array.from({ length: AT_ONCE }, () => register()));
  const orderOf = (number: string): number => Number(number.slice(8));
  const taken = async (): Promise<number> => {
    const [{ last }] = await database.query<[{ last: number }]>('SELECT last_value::int AS last FROM case_number');
    return last;
  };

  it('are each given once, from the day’s first one on, when several come at once', async () => {
    const numbers = (await many()).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(AT_ONCE);
    expect(new Set(numbers.map((number) => number.slice(0, 8))).size).toBe(1);
    expect(Math.min(...numbers.map(orderOf))).toBe(1);
  });

  it('are given while other registrations are not committed yet', async () => {
    const before = await taken();
    const other = database.createQueryRunner();
    await other.startTransaction();
    // holds every registration up after it has its number
    await other.query('LOCK TABLE audit_entry IN SHARE MODE');
    const coming = many();
    const until = Date.now() + 30_000;
    while ((await taken()) < before + AT_ONCE && Date.now() < until) await new Promise((go) => setTimeout(go, 50));
    const given = (await taken()) - before;
    await other.rollbackTransaction();
    await other.release();
    expect(given).toBe(AT_ONCE);
    expect((await coming).map(({ number }) => orderOf(number)).sort((a, b) => a - b)).toHaveLength(AT_ONCE);
  });

  it('are the same for the same request, however often and at once it comes', async () => {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => register({ idempotencyKey: 'once' })));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    expect(await database.query(`SELECT FROM hotline_case WHERE idempotency_key LIKE '%once'`)).toHaveLength(1);
  });

  it('leave a gap where a registration failed, and go on', async () => {
    const before = orderOf((await register()).number);
    await expect(register({ channel: null as never })).rejects.toThrow();
    expect(orderOf((await register()).number)).toBe(before + 2);
  });

  it('go on where they were when the version before counted them in rows', async () => {
    const { dataSource, drop } = await freshDatabase();
    try {
      const counted = async () =>
        (await dataSource.query(`SELECT to_regclass('case_sequence') AS rows`))[0].rows !== null;
      while (!(await counted())) await dataSource.undoLastMigration();
      await dataSource.query(
        `INSERT INTO case_sequence (body, day, last) VALUES ('hotline', '20260301', 120), ('hotline', '20260302', 57)`,
      );
      await migrate(dataSource);
      const next = (day: string) =>
        dataSource.query<[{ next: number }]>(
          `SELECT (nextval('case_number') - first)::int AS next FROM case_day WHERE day = $1`,
          [day],
        );
      expect(await next('20260302')).toEqual([{ next: 58 }]);
      expect((await next('20260301'))[0].next).toBeGreaterThan(120);
    } finally {
      await drop();
    }
  });
});
