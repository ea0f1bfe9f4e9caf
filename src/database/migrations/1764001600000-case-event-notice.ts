import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Callers are found by the digits of their number; and every app is told, when something happened to a case, that it did. */
export class CaseEventNotice1764001600000 implements MigrationInterface {
  name = 'CaseEventNotice1764001600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(String.raw`CREATE INDEX citizen_phone_digits ON citizen (regexp_replace(phone, '\D', '', 'g'))`);
    await runner.query(`CREATE FUNCTION tell_case_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('case_event', NEW.case_id || ' ' || NEW.type); RETURN NULL; END $$`);
    await runner.query(
      'CREATE TRIGGER case_event_told AFTER INSERT ON case_event FOR EACH ROW EXECUTE FUNCTION tell_case_event()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS citizen_phone_digits');
    await runner.query('DROP TRIGGER IF EXISTS case_event_told ON case_event');
    await runner.query('DROP FUNCTION IF EXISTS tell_case_event');
  }
}
