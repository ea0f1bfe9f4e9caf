import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { rowsWith } from '../../test/support/traces';
import { CaseQueries } from '../cases/case-queries';
import { BriefingsService } from '../cases/briefings.service';
import { CasesService } from '../cases/cases.service';
import { RegistrationsService } from '../cases/registrations.service';
import { CallsService } from '../channels/calls.service';
import { InboundService } from '../channels/inbound.service';
import { migrate } from '../database/data-source';
import { freshDatabase } from '../../test/support/fresh-database';
import { SEALED_TABLES } from './columns';
import { Keyring, keyring, newDataKey } from './keyring';
import { checkKeys, forgetOtherKeys } from './known-keys';
import { reseal, type Run } from './reseal';
import { Sealer } from './sealed-column';

jest.setTimeout(120_000);

const WHO = { name: '欧阳测试', phone: '+86 139-1234-5678', unit: '云湖测试厂', address: '测试路七号院二单元' };
/** What nobody may find in a row. */
const TRACES = /欧阳测试|139-?1234-?5678|云湖测试厂|测试路七号院/;

describe('personal data at rest', () => {
  let services: Services;
  let database: DataSource;
  const firstKeys = process.env.HOTLINE_DATA_KEYS!;
  const run: Run = (sql, parameters) => database.query(sql, parameters);

  beforeAll(async () => {
    services = await startServices();
    database = services.get(DataSource);
    const { id } = await services
      .get(RegistrationsService)
      .register({ content: '路灯坏了', channel: 'phone', citizen: WHO, idempotencyKey: 'once' }, 'agent');
    await services.get(BriefingsService).issueBriefing(`briefing:${id}`, id);
    await services.get(CasesService).recordAnswer(`answer:${id}`, id, { text: '已修好', by: 'agent' });
    const call = { kind: 'call' as const, messageId: 'e1', callId: 'c1', event: 'incoming' as const, at: new Date(0) };
    await services.get(CallsService).record({ ...call, caller: WHO.phone }, { name: 'phone', body: 'main' });
    await services.get(InboundService).take({ name: 'sms', channel: 'sms', body: 'main' } as never, {
      kind: 'text',
      messageId: 'm1',
      sender: WHO.phone,
      content: '井盖丢了',
      citizen: { phone: WHO.phone },
    });
  });
  afterAll(async () => {
    process.env.HOTLINE_DATA_KEYS = firstKeys;
    await services?.stop();
  });

  /** Rows of any table in which something of the citizen can be read. */
  const traces = () => rowsWith(database, TRACES);

  it('stands in sealed columns only, and the list of them is that of the entities', () => {
    const sealed = database.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.flatMap(({ databaseName, transformer }) =>
        transformer instanceof Sealer ? [[transformer.context, `${tableName}.${databaseName}`]] : [],
      ),
    );
    expect(sealed.filter(([context, column]) => context !== column)).toEqual([]);
    expect(sealed.map(([, column]) => column).sort()).toEqual(
      SEALED_TABLES.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)).sort(),
    );
  });

  it('is in no row of any table, in no form', async () => {
    expect(await traces()).toEqual([]);
    // The search finds something: the matter itself is not personal.
    const matter: unknown[] = await database.query(`SELECT 1 FROM hotline_case WHERE content LIKE '%路灯%'`);
    expect(matter).toHaveLength(1);
  });

  it('is found by its telephone number, however that is written', async () => {
    const queries = services.get(CaseQueries);
    for (const phone of ['13912345678', '0086 139 1234 5678', WHO.phone]) {
      expect(await queries.ofPhone('main', phone)).toHaveLength(2);
    }
    expect(await queries.ofPhone('main', '13912345679')).toEqual([]);
  });

  it('recognises a repeat without keeping what was repeated', async () => {
    const register = (content: string) =>
      services
        .get(RegistrationsService)
        .register({ content, channel: 'phone', citizen: WHO, idempotencyKey: 'once' }, 'agent');
    expect(await register('路灯坏了')).toHaveProperty('id');
    await expect(register('别的事')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('comes under a new key while the apps run, and the old key is not needed any more', async () => {
    const added = newDataKey();
    process.env.HOTLINE_DATA_KEYS = `${added},${firstKeys}`;
    const changed = await reseal(run, keyring(), SEALED_TABLES);
    expect(changed).toEqual({ citizen: 2, notification: 2, phone_call: 1, inbound_message: 1, document: 2 });
    expect(await reseal(run, keyring(), SEALED_TABLES)).toEqual(
      Object.fromEntries(Object.keys(changed).map((table) => [table, 0])),
    );
    process.env.HOTLINE_DATA_KEYS = added;
    const found = await services.get(CaseQueries).ofPhone('main', '13912345678');
    expect(found).toHaveLength(2);
    const supervisor = {
      username: 'supervisor',
      name: '',
      role: 'supervisor' as const,
      unit: null,
      body: 'main',
      bodyUnit: null,
    };
    const details = await Promise.all(found.map(({ id }) => services.get(CaseQueries).get(supervisor, id)));
    expect(details.map(({ citizen }) => citizen)).toContainEqual(WHO);
    expect(await traces()).toEqual([]);
  });
});

describe('the keys that a database was sealed with', () => {
  const [first, second, otherFirst] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  const keys = (...pairs: string[]): Keyring => Keyring.parse(pairs.join(','));
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  const run: Run = (sql, parameters) => fresh.dataSource.query(sql, parameters);
  beforeAll(async () => {
    fresh = await freshDatabase();
    await checkKeys(run, keys(`k1:${first}`));
  });
  afterAll(() => fresh.drop());

  it('are asked for by name at the start', async () => {
    await expect(checkKeys(run, keys(`k2:${second}`))).rejects.toThrow('lacks the key "k1"');
    await expect(checkKeys(run, keys(`k1:${otherFirst}`))).rejects.toThrow('"k1" is not the key of this name');
    await checkKeys(run, keys(`k2:${second}`, `k1:${first}`));
  });

  it('are not asked for any more once everything is under the current one', async () => {
    await forgetOtherKeys(run, keys(`k2:${second}`, `k1:${first}`));
    await checkKeys(run, keys(`k2:${second}`));
  });
});

describe('rows of the version before personal data was sealed', () => {
  it('are sealed by the migration and found again', async () => {
    const { dataSource, drop } = await freshDatabase();
    try {
      const id = '00000000-0000-4000-8000-000000000001';
      await dataSource.query(
        `INSERT INTO citizen (id, name, phone, caller, created_at) VALUES ($1, $2, $3, '13912345678', now())`,
        [id, WHO.name, WHO.phone],
      );
      await dataSource.query(`DELETE FROM migration WHERE name LIKE 'SealedPersonalData%'`);
      await dataSource.query('DROP TABLE data_key');
      await migrate(dataSource);
      const [row]: Record<string, string>[] = await dataSource.query('SELECT * FROM citizen');
      expect(JSON.stringify(row)).not.toMatch(TRACES);
      expect(row!.caller).toBe(keyring().blindIndex('13912345678'));
      expect(new Sealer('citizen.name').from(row!.name)).toBe(WHO.name);
    } finally {
      await drop();
    }
  });
});
