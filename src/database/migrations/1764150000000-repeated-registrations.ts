import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A citizen who raises the same matter again urges the case that is open: found by telephone number, repeated safely. */
export class RepeatedRegistrations1764150000000 implements MigrationInterface {
  name = 'RepeatedRegistrations1764150000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE citizen ADD COLUMN caller text');
    await runner.query(
      `UPDATE citizen SET caller = NULLIF(regexp_replace(regexp_replace(phone, '\\D', '', 'g'), '^(00)?86(\\d{11})$', '\\2'), '')`,
    );
    await runner.query('CREATE INDEX citizen_caller ON citizen (caller) WHERE caller IS NOT NULL');
    await runner.query(
      'ALTER TABLE urge ADD COLUMN channel text, ADD COLUMN idempotency_key text UNIQUE, ADD COLUMN idempotency_hash text',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX citizen_caller');
    await runner.query('ALTER TABLE citizen DROP COLUMN caller');
    await runner.query(
      'ALTER TABLE urge DROP COLUMN channel, DROP COLUMN idempotency_key, DROP COLUMN idempotency_hash',
    );
  }
}
