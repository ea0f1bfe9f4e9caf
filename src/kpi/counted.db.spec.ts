import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { MeasuresByDay1764800050000 } from '../database/migrations/1764800050000-measures-by-day';
import { KpiService } from './kpi.service';
import { KpiRecordsService } from './kpi-records.service';

jest.setTimeout(120_000);

const day = (date: string): { from: Date; to: Date } => {
  const from = new Date(`${date}T00:00:00+08:00`);
  return { from, to: new Date(from.getTime() + 24 * 60 * 60 * 1000) };
};

describe('measures are counted ahead, and again where something changed', () => {
  let services: Services;
  let kpi: KpiService;
  let records: KpiRecordsService;
  let database: DataSource;

  beforeAll(async () => {
    services = await startServices();
    kpi = services.get(KpiService);
    records = services.get(KpiRecordsService);
    database = services.get(DataSource);
  });
  afterAll(() => services?.stop());

  const call = (id: string, at: string, answered: string | null): Promise<unknown> =>
    database.query('INSERT INTO phone_call (call_id, incoming_at, answered_at) VALUES ($1, $2, $3)', [
      id,
      at,
      answered,
    ]);
  const measured = async (date: string, name: string): Promise<object> =>
    (await kpi.measures(day(date), 'main')).total.find(({ measure }) => measure === name)!;
  async function makeCase(): Promise<string> {
    const [id, citizen] = [randomUUID(), randomUUID()];
    await database.query('INSERT INTO citizen (id, created_at) VALUES ($1, now())', [citizen]);
    await database.query(
      `INSERT INTO hotline_case (id, number, query_code, profile, channel, content, received_at, registered_at, registered_by,
         citizen_id, stage) VALUES ($1, gen_random_uuid()::text, 'C', 'county', 'sms', '路灯不亮', '2026-03-04T10:00:00+08:00', now(), 'agent', $2, 'handling')`,
      [id, citizen],
    );
    return id;
  }

  it('a call counts on its local day, and a late answer counts when it comes', async () => {
    await call('a', '2026-03-01T23:59:59+08:00', null);
    await call('b', '2026-03-02T00:00:00+08:00', null);
    expect(await measured('2026-03-01', 'person-answered')).toMatchObject({ numerator: 0, denominator: 1 });
    expect(await measured('2026-03-02', 'person-answered')).toMatchObject({ numerator: 0, denominator: 1 });
    await database.query(`UPDATE phone_call SET answered_at = '2026-03-02T00:00:05+08:00' WHERE call_id = 'b'`);
    expect(await measured('2026-03-02', 'person-answered')).toMatchObject({ numerator: 1, denominator: 1 });
    await database.query(`UPDATE phone_call SET incoming_at = '2026-03-03T08:00:00+08:00' WHERE call_id = 'b'`);
    expect((await kpi.measures(day('2026-03-02'), 'main')).days).toEqual([]);
    expect((await kpi.measures(day('2026-03-03'), 'main')).days.map(({ day }) => day)[0]).toBe('2026-03-03');
  });

  it('an exclusion takes away what was counted, its withdrawal gives it back', async () => {
    const period = { from: new Date('2026-03-01T23:50:00+08:00'), to: new Date('2026-03-02T00:00:00+08:00') };
    const { id } = await records.exclude(
      { body: 'main', scope: 'calls', ...period, reason: 'system-fault', note: 'x' },
      'supervisor',
    );
    expect(await measured('2026-03-01', 'person-answered')).toMatchObject({ denominator: 0, excluded: 1 });
    await records.withdraw('main', id, 'supervisor');
    expect(await measured('2026-03-01', 'person-answered')).toMatchObject({ denominator: 1, excluded: 0 });
  });

  it('each body and line has its own, and an exclusion is of one body', async () => {
    const at = '2026-03-10T10:00:00+08:00';
    const of = async (body: string, line?: string): Promise<object> =>
      (await kpi.measures(day('2026-03-10'), body, line)).total.find(({ measure }) => measure === 'person-answered')!;
    for (const [id, body, line] of [
      ['m1', 'main', '111'],
      ['m2', 'main', '112'],
      ['m3', 'main', null],
      ['c1', 'city', '100'],
    ]) {
      await database.query('INSERT INTO phone_call (call_id, incoming_at, body, line) VALUES ($1, $2, $3, $4)', [
        id,
        at,
        body,
        line,
      ]);
    }
    expect(await of('main')).toMatchObject({ denominator: 3 });
    expect(await of('main', '111')).toMatchObject({ denominator: 1 });
    expect(await of('city')).toMatchObject({ denominator: 1 });
    const period = { from: new Date('2026-03-10T09:00:00+08:00'), to: new Date('2026-03-10T11:00:00+08:00') };
    const outage = { body: 'city', scope: 'calls' as const, ...period, reason: 'system-fault' as const, note: 'x' };
    await records.exclude(outage, 'city-supervisor');
    expect(await of('city')).toMatchObject({ denominator: 0, excluded: 1 });
    expect(await of('main')).toMatchObject({ denominator: 3, excluded: 0 });
    // the line is told after the call was counted
    await database.query(`UPDATE phone_call SET body = 'city', line = '100' WHERE call_id = 'm3'`);
    expect(await of('main')).toMatchObject({ denominator: 2 });
    expect(await of('city', '100')).toMatchObject({ excluded: 2 });
  });

  it('a message counts as replied to once its case is answered on the same day, a complaint once it is upheld', async () => {
    const caseId = await makeCase();
    await database.query(
      `INSERT INTO inbound_message (id, channel, message_id, body_hash, content, received_at, recorded_at, case_id)
       VALUES ($1, 'sms', 'm', 'h', 'x', '2026-03-04T10:00:00+08:00', now(), $2)`,
      [randomUUID(), caseId],
    );
    expect(await measured('2026-03-04', 'sms-replied')).toMatchObject({ numerator: 0, denominator: 1 });
    await database.query(
      `INSERT INTO case_event (case_id, type, at, actor, dedupe_key) VALUES ($1, 'answered', '2026-03-04T18:00:00+08:00', 'agent', 'k')`,
      [caseId],
    );
    expect(await measured('2026-03-04', 'sms-replied')).toMatchObject({ numerator: 1, denominator: 1 });
    await database.query(
      `INSERT INTO staff_complaint (id, stage, aspect, content, recorded_by, recorded_at) VALUES ($1, 's', 'a', 'c', 'agent', $2)`,
      [randomUUID(), '2026-03-04T10:00:00+08:00'],
    );
    expect(await measured('2026-03-04', 'staff-complaints')).toMatchObject({ numerator: 0 });
    await database.query('UPDATE staff_complaint SET upheld = true');
    expect(await measured('2026-03-04', 'staff-complaints')).toMatchObject({ numerator: 1 });
  });

  it('a unit’s day changes with its assignments, returns, what the citizen says and a new round', async () => {
    const caseId = await makeCase();
    const id = randomUUID();
    const sums = async (): Promise<object | undefined> => (await kpi.assessment(day('2026-03-05'), 'main'))[0]?.counts;
    await database.query(
      `INSERT INTO assignment (id, case_id, round, unit, role, status, routed_at, body) VALUES ($1, $2, 1, 'u', 'lead', 'routed', now(), 'main')`,
      [id, caseId],
    );
    expect(await sums()).toBeUndefined();
    const set = (columns: string): Promise<unknown> =>
      database.query(`UPDATE assignment SET ${columns} WHERE id = $1`, [id]);
    await set(`status = 'issued', issued_at = '2026-03-05T09:00:00+08:00', sign_in_due = '2026-03-06T09:00:00+08:00'`);
    expect(await sums()).toMatchObject({ issued: 1, due: 0, signInDue: 0 });
    await set(`signed_in_at = '2026-03-05T10:00:00+08:00'`);
    await set(`status = 'done', done_at = '2026-03-06T10:00:00+08:00', handling_due = '2026-03-07T10:00:00+08:00'`);
    expect(await sums()).toMatchObject({ due: 1, onTime: 1, signedInOnTime: 1, surveyed: 0 });
    await database.query(
      `INSERT INTO revisit (id, case_id, round, attempt, token, opened_at, satisfaction) VALUES ($1, $2, 1, 1, 't', now(), 'dissatisfied')`,
      [randomUUID(), caseId],
    );
    expect(await sums()).toMatchObject({ surveyed: 1, satisfied: 0, redone: 0 });
    await database.query('UPDATE hotline_case SET round = 2 WHERE id = $1', [caseId]);
    expect(await sums()).toMatchObject({ redone: 1 });
    await database.query(
      `INSERT INTO return_request (id, assignment_id, requested_by, requested_at, reason, suggested_unit, evidence, leader_opinion, decision, status)
       VALUES ($1, $2, 'h', now(), 'r', 'v', 'e', 'l', '{}', 'requested')`,
      [randomUUID(), id],
    );
    expect(await sums()).toMatchObject({ returned: 1 });
    await set(`unit = 'other'`);
    expect(await kpi.assessment(day('2026-03-05'), 'main')).toMatchObject([{ unit: 'other', counts: { issued: 1 } }]);
  });

  it('a day is the sum of its quarters, also where an upgrade adds it up', async () => {
    await call('c', '2026-03-08T00:00:00+08:00', '2026-03-08T00:00:05+08:00');
    await call('d', '2026-03-08T12:00:00+08:00', null);
    await call('e', '2026-03-08T23:59:59+08:00', '2026-03-09T00:00:02+08:00');
    const { from, to } = day('2026-03-08');
    const byDay = () => kpi.measures({ from, to }, 'main');
    const counted = await byDay();
    expect(counted.total[0]).toMatchObject({ measure: 'person-answered', numerator: 2, denominator: 3 });
    // a period that ends before midnight is added up by quarters
    expect(await kpi.measures({ from, to: new Date(to.getTime() - 1) }, 'main')).toEqual(counted);
    const runner = database.createQueryRunner();
    await new MeasuresByDay1764800050000().down(runner);
    await new MeasuresByDay1764800050000().up(runner);
    await runner.release();
    expect(await byDay()).toEqual(counted);
  });

  it('other limits or another zone count all again', async () => {
    await database.query(`UPDATE kpi_basis SET basis = 'earlier'`);
    for (const table of ['kpi_quarter', 'kpi_day'])
      await database.query(`UPDATE ${table} SET counts = array_fill(7, ARRAY[12])`);
    await database.query('UPDATE kpi_unit_day SET counts = array_fill(7, ARRAY[9])');
    expect(await measured('2026-03-01', 'person-answered')).toMatchObject({ numerator: 0, denominator: 1 });
    expect((await kpi.assessment(day('2026-03-05'), 'main'))[0]).toMatchObject({ counts: { issued: 1 } });
  });
});
