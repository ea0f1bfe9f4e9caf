import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { rowsWith } from '../../test/support/traces';
import { ArchiveService } from '../archive/archive.service';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { CasesService } from '../cases/cases.service';
import { RegistrationsService } from '../cases/registrations.service';
import { verifyArchives } from '../cli/verify-archive';
import { FixedClock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { SimilarityService } from '../similarity/similarity.service';
import { bind, DATABASE_RULES } from '../verify/database-rules';
import { AgedDataService } from './aged-data.service';
import { ERASED_TABLES, KEPT_COLUMNS } from './erased-columns';
import { ErasureRun } from './erasure-run';
import { ErasureService } from './erasure.service';
import { LegalHoldsService } from './legal-holds.service';

jest.setTimeout(180_000);

const WHO = { name: '欧阳测试', phone: '+86 139-1234-5678', unit: '云湖测试厂', address: '测试路七号院二单元' };
/** What nobody may find in a row: the citizen, and words of the matter. */
const TRACES = /欧阳测试|139-?1234-?5678|云湖测试厂|测试路七号院|渗水|已派人/;
const CONTENT = '欧阳测试说：测试路七号院二单元渗水，请回电13912345678';
const AUDITED = `INSERT INTO audit_entry (at, actor, action, subject_type, subject_id, data)
  SELECT now(), 'agent', 'attachment.add', 'case', case_id::text, jsonb_build_object('attachmentId', id)
  FROM attachment a WHERE case_id = $1
    AND NOT EXISTS (SELECT FROM audit_entry e WHERE e.data ->> 'attachmentId' = a.id::text)`;
const YEAR_MS = 366 * 24 * 60 * 60 * 1000;
/** Beyond the ten years of the county's ordinary cases, within the thirty of important ones. */
const AFTER = new Date(Date.now() + 12 * YEAR_MS);

describe('personal data after its retention', () => {
  let services: Services;
  let database: DataSource;
  let erasure: ErasureService;
  let holds: LegalHoldsService;
  let run: ErasureRun;
  const clock = new FixedClock(AFTER);

  beforeAll(async () => {
    services = await startServices();
    database = services.get(DataSource);
    const config = services.get(HotlineConfig);
    const audit = new AuditService(database, clock);
    erasure = new ErasureService(database, clock, config, new CaseHistory(clock), audit);
    holds = new LegalHoldsService(database, clock, new CaseHistory(clock), audit);
    run = new ErasureRun(database, config, erasure, new AgedDataService(database, clock, config, audit));
  });
  afterAll(() => services?.stop());
  beforeEach(() => clock.set(AFTER));

  const fileOf = (name: string): string => join(process.env.HOTLINE_DATA!, name);

  /** A case with words of its citizen wherever there may be some, archived unless it is to stay open. */
  async function aCase({ open = false } = {}): Promise<{ id: string; number: string; file: string }> {
    const { id, number } = await services.get(RegistrationsService).register(
      {
        title: '渗水',
        content: `${CONTENT} ${randomUUID()}`,
        channel: 'phone',
        citizen: { ...WHO, phone: open ? undefined : WHO.phone },
        circumstances: { place: WHO.address, persons: WHO.name },
        idempotencyKey: randomUUID(),
      },
      'agent',
    );
    await services.get(CasesService).recordAnswer(`answer:${id}`, id, { text: `已派人到${WHO.address}`, by: 'agent' });
    await services.get(SimilarityService).remember(id);
    const file = `attachments/aa/${id}`;
    mkdirSync(dirname(fileOf(file)), { recursive: true });
    writeFileSync(fileOf(file), WHO.name);
    utimesSync(fileOf(file), 0, 0);
    const assignment = randomUUID();
    for (const [sql, ...values] of [
      [
        `INSERT INTO attachment (id, case_id, purpose, kind, name, media_type, bytes, sha256, file, uploaded_by, uploaded_at)
         VALUES ($2, $1, 'intake', 'picture', $3, 'image/jpeg', 12, 'x', $4, 'agent', now())`,
        randomUUID(),
        `${WHO.name}.jpg`,
        file.slice('attachments/'.length),
      ],
      [AUDITED],
      [
        `INSERT INTO assignment (id, case_id, round, unit, role, status, routed_at, result, reply_course, body)
         VALUES ($2, $1, 1, 'u', 'lead', 'done', now(), $3, $3, 'main')`,
        assignment,
        `已派人到${WHO.address}`,
      ],
      [
        `INSERT INTO case_event (case_id, assignment_id, type, at, actor, data, dedupe_key)
         VALUES ($1, $2, 'result-recorded', now(), 'town', jsonb_build_object('unit', 'u', 'note', $3::text), gen_random_uuid()::text)`,
        assignment,
        CONTENT,
      ],
      [
        `INSERT INTO revisit (id, case_id, round, attempt, token, opened_at, comment) VALUES (gen_random_uuid(), $1, 1, 1, $2, now(), $3)`,
        randomUUID(),
        CONTENT,
      ],
      [
        `INSERT INTO inbound_message (id, channel, message_id, body_hash, sender, content, received_at, recorded_at, case_id, body)
         VALUES ($2, 'sms', $3, 'h', $3, $3, now(), now(), $1, 'main')`,
        randomUUID(),
        WHO.phone,
      ],
      [`INSERT INTO phone_call (call_id, caller, case_id, body) VALUES ($2, $3, $1, 'main')`, randomUUID(), WHO.phone],
      [
        `INSERT INTO task_submission (id, task_key, process_instance_key, element_id, case_id, kept, sent, submitted_by, submitted_at)
         VALUES (gen_random_uuid(), $2, '1', 'e', $1, jsonb_build_object('result', $3::text), '{}', 'town', now())`,
        randomUUID(),
        CONTENT,
      ],
    ] as [string, ...unknown[]][]) {
      await database.query(sql, [id, ...values]);
    }
    await database.query('UPDATE notification SET sent_at = now()');
    await database.query('UPDATE engine_outbox SET sent_at = now()');
    if (!open) await services.get(ArchiveService).archive(`archive:${id}`, id, []);
    return { id, number, file };
  }

  /** Rows of any table in which something of the citizen can be read. */
  const traces = () => rowsWith(database, TRACES);

  async function broken(): Promise<string[]> {
    const rules: string[] = [];
    for (const [rule, sql] of Object.entries(DATABASE_RULES)) {
      const rows: unknown[] = await database.query(
        ...bind(sql, { since: new Date(0), before: new Date(AFTER.getTime() + 2 * YEAR_MS), units: [] }),
      );
      if (rows.length > 0) rules.push(rule);
    }
    return rules;
  }

  it('is gone from every table and from the disk, and nothing counts as lost', async () => {
    const { id, number, file } = await aCase();
    const { path } = await services.get(ArchiveService).fileOf(id);
    expect((await traces()).length).toBeGreaterThan(8);
    expect(await run.run('system')).toMatchObject({ cases: 1 });
    expect(await traces()).toEqual([]);
    const sealed: unknown[] = await database.query(
      `SELECT FROM citizen WHERE num_nonnulls(name, phone, caller, unit, address) > 0`,
    );
    expect(sealed).toEqual([]);
    expect([path, fileOf(file)].filter((name) => existsSync(name))).toEqual([]);
    expect(await broken()).toEqual([]);
    expect(await verifyArchives(fileOf('archive'), process.env.DATABASE_URL)).toMatchObject({ damaged: [] });
    await expect(services.get(ArchiveService).read(id)).rejects.toMatchObject({ code: 'archive-erased' });
    const trail: unknown[] = await database.query(
      `SELECT actor, data ->> 'number' AS number FROM audit_entry WHERE action = 'case.erase' AND subject_id = $1`,
      [id],
    );
    expect(trail).toEqual([{ actor: 'system', number }]);
    const types: { type: string }[] = await database.query(
      'SELECT type FROM case_event WHERE case_id = $1 ORDER BY id',
      [id],
    );
    expect(types.map(({ type }) => type)).toEqual(['registered', 'answered', 'result-recorded', 'archived', 'erased']);
    // again: nothing is left to do, and nothing is noted twice
    expect(await run.run('system')).toMatchObject({ cases: 0 });
    await erasure.erase(id, 'system');
  });

  it('stays while the case is open, while it is held, and until its retention is over', async () => {
    const open = await aCase({ open: true });
    await expect(erasure.erase(open.id, 'system')).rejects.toMatchObject({ code: 'erasure-open' });
    const held = await aCase();
    await holds.place(held.id, '法院调取', 'operator');
    await expect(erasure.erase(held.id, 'system')).rejects.toMatchObject({ code: 'erasure-held' });
    expect(await run.run('system')).toMatchObject({ cases: 0 });
    const listed = (lifted: boolean, body = 'main') => holds.list({ body, lifted, caseId: held.id });
    const { number, id: caseId } = held;
    const inForce = { caseId, number, reason: '法院调取', placedBy: 'operator', liftedAt: null };
    expect(await listed(false)).toEqual([expect.objectContaining({ ...inForce, retainUntil: expect.any(Date) })]);
    expect(await listed(true, 'city')).toEqual([]);
    expect(await holds.lift(held.id, 'operator')).toBe(true);
    expect(await listed(false)).toEqual([]);
    expect(await listed(true)).toEqual([expect.objectContaining({ caseId, liftedBy: 'operator' })]);
    clock.set(new Date());
    await expect(erasure.erase(held.id, 'system')).rejects.toMatchObject({ code: 'erasure-retained' });
    expect(await run.run('system')).toMatchObject({ cases: 0 });
    clock.set(AFTER);
    expect(await run.run('system')).toMatchObject({ cases: 1 });
    await expect(holds.place(held.id, '晚了', 'operator')).rejects.toMatchObject({ code: 'erasure-done' });
  });

  it('goes from the disk at the next run when the first one broke off, and a file that another case has stays', async () => {
    const { id, file } = await aCase();
    await erasure.erase(id, 'system');
    await database.query('UPDATE case_erasure SET files_removed_at = NULL WHERE case_id = $1', [id]);
    writeFileSync(fileOf(file), WHO.name);
    // younger than an hour by the disk's clock: it may be an upload under way
    utimesSync(fileOf(file), AFTER, AFTER);
    expect(await erasure.finish()).toBe(0);
    utimesSync(fileOf(file), 0, 0);
    expect(await erasure.finish()).toBe(1);
    expect(existsSync(fileOf(file))).toBe(false);
    const shared = await aCase();
    const other = await aCase({ open: true });
    await database.query(
      `INSERT INTO attachment (id, case_id, purpose, kind, name, media_type, bytes, sha256, file, uploaded_by, uploaded_at)
       VALUES ($1, $2, 'intake', 'picture', 'x.jpg', 'image/jpeg', 12, 'y', $3, 'agent', now())`,
      [randomUUID(), other.id, shared.file.slice('attachments/'.length)],
    );
    await database.query(AUDITED, [other.id]);
    await erasure.erase(shared.id, 'system');
    expect(existsSync(fileOf(shared.file))).toBe(true);
  });

  it('is erased through this door only: the database refuses what is open or held, and keeps the note', async () => {
    const { id } = await aCase({ open: true });
    const note = 'INSERT INTO case_erasure (case_id, erased_by, erased_at, files) VALUES ($1, $2, now(), $3)';
    await expect(database.query(note, [id, 'x', []])).rejects.toThrow('an open case is not erased');
    const held = await aCase();
    await holds.place(held.id, '法院调取', 'operator');
    await expect(database.query(note, [held.id, 'x', []])).rejects.toThrow('a held case is not erased');
    await expect(database.query('UPDATE case_event SET data = $2 WHERE case_id = $1', [id, {}])).rejects.toThrow(
      'append-only',
    );
    await expect(database.query('DELETE FROM attachment WHERE case_id = $1', [id])).rejects.toThrow('append-only');
    const gone = await aCase();
    await erasure.erase(gone.id, 'system');
    await expect(database.query('DELETE FROM case_erasure WHERE case_id = $1', [gone.id])).rejects.toThrow(
      'append-only',
    );
    await expect(database.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
  });

  it('goes at its own age where no case keeps it: texts, callers, messages that were dealt with', async () => {
    const young = new Date(AFTER.getTime() - 30 * 24 * 60 * 60 * 1000);
    const old = new Date(AFTER.getTime() - 2 * YEAR_MS);
    for (const at of [young, old]) {
      await database.query(`INSERT INTO phone_call (call_id, caller, ended_at, body) VALUES ($1, '渗水', $2, 'main')`, [
        randomUUID(),
        at,
      ]);
      await database.query(
        `INSERT INTO notification (id, dedupe_key, recipient, template, params, created_at, available_at, sent_at)
         VALUES (gen_random_uuid(), $1, '渗水', 'sms-reply', '{"text": "渗水"}', $2, $2, $2)`,
        [randomUUID(), at],
      );
      for (const dealt of [at, null]) {
        await database.query(
          `INSERT INTO inbound_message (id, channel, message_id, body_hash, sender, content, received_at, recorded_at, replied_at, body)
           VALUES (gen_random_uuid(), 'web', $1, 'h', '渗水', '渗水', $2, $2, $3, 'main')`,
          [randomUUID(), at, dealt],
        );
      }
    }
    const count = (sql: string) => database.query<[{ count: number }]>(`SELECT count(*)::int AS count FROM ${sql}`);
    const erased = await run.run('system');
    expect(erased).toMatchObject({ calls: 1, messages: 1 });
    expect(erased!.textMessages).toBeGreaterThanOrEqual(1);
    expect(await count(`phone_call WHERE caller = '渗水'`)).toEqual([{ count: 1 }]);
    expect(await count(`notification WHERE params ->> 'text' = '渗水'`)).toEqual([{ count: 1 }]);
    // one is young, and two still wait for somebody
    expect(await count(`inbound_message WHERE channel = 'web' AND content <> ''`)).toEqual([{ count: 3 }]);
    expect(await broken()).toEqual([]);
  });

  it('has a rule for every column that may hold words', async () => {
    const columns: { table: string; column: string }[] = await database.query(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns c
       WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'ARRAY') AND (table_name IN ('hotline_case', 'citizen', 'notification')
         OR EXISTS (SELECT FROM information_schema.columns k WHERE k.table_schema = 'public' AND k.table_name = c.table_name
                    AND k.column_name IN ('case_id', 'assignment_id')))
       ORDER BY 1, 2`,
    );
    const erased = new Map(ERASED_TABLES.map(({ table, sets }) => [table, sets]));
    const without = columns.filter(({ table, column }) => {
      if (erased.has(table) && erased.get(table) === undefined) return false;
      return !(column in (erased.get(table) ?? {})) && !(KEPT_COLUMNS[table] ?? []).includes(column);
    });
    expect(without).toEqual([]);
  });
});
