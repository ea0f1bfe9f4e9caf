import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The measures counted ahead, so that a page adds up figures and reads no calls and no cases: what came in by quarter of an
 * hour (in every time zone a day begins at one), a unit's assignments by the day of their issue. Whatever changes leaves a
 * mark, with the change itself; the figures of what is marked are counted again before they are read.
 */
export class KpiFigures1764700420000 implements MigrationInterface {
  name = 'KpiFigures1764700420000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, trigger] of TRIGGERS) await runner.query(`DROP TRIGGER ${trigger} ON ${table}`);
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}`);
    for (const name of TABLES) await runner.query(`DROP TABLE ${name}`);
    await runner.query('DROP INDEX assignment_issued');
  }
}

const TABLES = ['kpi_basis', 'kpi_change', 'kpi_unit_change', 'kpi_quarter', 'kpi_unit_day'];
const FUNCTIONS = [
  'mark_kpi_call',
  'mark_kpi_message',
  'mark_kpi_answer',
  'mark_kpi_complaint',
  'mark_kpi_exclusion',
  'mark_kpi_assignment',
  'mark_kpi_return',
  'mark_kpi_case',
];
const TRIGGERS = [
  ['phone_call', 'phone_call_counted'],
  ['inbound_message', 'inbound_message_counted'],
  ['case_event', 'case_event_counted'],
  ['staff_complaint', 'staff_complaint_counted'],
  ['kpi_exclusion', 'kpi_exclusion_counted'],
  ['assignment', 'assignment_counted'],
  ['return_request', 'return_request_counted'],
  ['revisit', 'revisit_counted'],
  ['hotline_case', 'hotline_case_counted'],
] as const;

const trigger = (table: string, name: string, on: string, call: string, when = ''): string =>
  `CREATE TRIGGER ${name} AFTER ${on} ON ${table} FOR EACH ROW ${when} EXECUTE FUNCTION ${call}()`;
const marks = (name: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NULL; END $$`;

const UP = [
  // What the figures of a kind were counted by (limits in seconds, time zone): another basis counts all again.
  'CREATE TABLE kpi_basis (kind text PRIMARY KEY, basis text NOT NULL)',
  'CREATE TABLE kpi_change (id bigserial PRIMARY KEY, at timestamptz NOT NULL)',
  'CREATE INDEX kpi_change_at ON kpi_change (at)',
  `CREATE TABLE kpi_unit_change (
    id bigserial PRIMARY KEY, at timestamptz NOT NULL, body text NOT NULL, unit text NOT NULL
  )`,
  'CREATE INDEX kpi_unit_change_at ON kpi_unit_change (body, at)',
  `CREATE TABLE kpi_quarter (
    quarter timestamptz PRIMARY KEY,
    counts integer[] NOT NULL
  )`,
  `CREATE TABLE kpi_unit_day (
    body text NOT NULL,
    day date NOT NULL,
    unit text NOT NULL,
    counts integer[] NOT NULL,
    PRIMARY KEY (body, day, unit)
  )`,
  'CREATE INDEX assignment_issued ON assignment (unit, issued_at) WHERE issued_at IS NOT NULL',

  marks(
    'mark_kpi_call',
    `INSERT INTO kpi_change (at) SELECT DISTINCT at FROM unnest(ARRAY[
       NEW.incoming_at, CASE WHEN TG_OP = 'UPDATE' THEN OLD.incoming_at END]) at WHERE at IS NOT NULL;`,
  ),
  trigger('phone_call', 'phone_call_counted', 'INSERT OR UPDATE', 'mark_kpi_call'),
  marks('mark_kpi_message', 'INSERT INTO kpi_change (at) VALUES (NEW.received_at);'),
  trigger(
    'inbound_message',
    'inbound_message_counted',
    'INSERT OR UPDATE',
    'mark_kpi_message',
    `WHEN (NEW.channel = 'sms')`,
  ),
  marks(
    'mark_kpi_answer',
    `INSERT INTO kpi_change (at) SELECT received_at FROM inbound_message WHERE case_id = NEW.case_id AND channel = 'sms';`,
  ),
  trigger(
    'case_event',
    'case_event_counted',
    'INSERT',
    'mark_kpi_answer',
    `WHEN (NEW.type IN ('answered', 'result-recorded'))`,
  ),
  marks('mark_kpi_complaint', 'INSERT INTO kpi_change (at) VALUES (NEW.recorded_at);'),
  trigger('staff_complaint', 'staff_complaint_counted', 'INSERT OR UPDATE', 'mark_kpi_complaint', 'WHEN (NEW.upheld)'),
  marks(
    'mark_kpi_exclusion',
    `INSERT INTO kpi_change (at) SELECT generate_series(date_bin('15 minutes', NEW.period_from, 'epoch'),
       NEW.period_to, interval '15 minutes');`,
  ),
  trigger('kpi_exclusion', 'kpi_exclusion_counted', 'INSERT OR UPDATE', 'mark_kpi_exclusion'),

  marks(
    'mark_kpi_assignment',
    `INSERT INTO kpi_unit_change (at, body, unit) VALUES (NEW.issued_at, NEW.body, NEW.unit);
     IF TG_OP = 'UPDATE' AND OLD.issued_at IS NOT NULL
        AND (OLD.issued_at, OLD.body, OLD.unit) IS DISTINCT FROM (NEW.issued_at, NEW.body, NEW.unit) THEN
       INSERT INTO kpi_unit_change (at, body, unit) VALUES (OLD.issued_at, OLD.body, OLD.unit);
     END IF;`,
  ),
  trigger(
    'assignment',
    'assignment_counted',
    'INSERT OR UPDATE',
    'mark_kpi_assignment',
    'WHEN (NEW.issued_at IS NOT NULL)',
  ),
  marks(
    'mark_kpi_return',
    `INSERT INTO kpi_unit_change (at, body, unit)
       SELECT issued_at, body, unit FROM assignment WHERE id = NEW.assignment_id AND issued_at IS NOT NULL;`,
  ),
  trigger('return_request', 'return_request_counted', 'INSERT', 'mark_kpi_return'),
  // what a citizen says counts for every unit of that round, and a new round for those of the one before
  marks(
    'mark_kpi_case',
    `INSERT INTO kpi_unit_change (at, body, unit) SELECT issued_at, body, unit FROM assignment
       WHERE case_id = CASE WHEN TG_TABLE_NAME = 'revisit' THEN (to_jsonb(NEW) ->> 'case_id')::uuid
                            ELSE (to_jsonb(NEW) ->> 'id')::uuid END AND issued_at IS NOT NULL;`,
  ),
  trigger(
    'revisit',
    'revisit_counted',
    'INSERT OR UPDATE OF satisfaction',
    'mark_kpi_case',
    'WHEN (NEW.satisfaction IS NOT NULL)',
  ),
  trigger(
    'hotline_case',
    'hotline_case_counted',
    'UPDATE OF round',
    'mark_kpi_case',
    'WHEN (OLD.round IS DISTINCT FROM NEW.round)',
  ),
];
