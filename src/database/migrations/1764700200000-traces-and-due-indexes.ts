import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message keeps the trace of what decided it; the assignments past their limits are counted from indexes of the open ones. */
export class TracesAndDueIndexes1764700200000 implements MigrationInterface {
  name = 'TracesAndDueIndexes1764700200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE engine_outbox ADD COLUMN traceparent text');
    await runner.query(`CREATE INDEX assignment_sign_in_due ON assignment (sign_in_due) WHERE status = 'issued'`);
    await runner.query(
      `CREATE INDEX assignment_handling_due ON assignment (handling_due) WHERE status IN ('issued', 'signed-in')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS assignment_handling_due');
    await runner.query('DROP INDEX IF EXISTS assignment_sign_in_due');
    await runner.query('ALTER TABLE engine_outbox DROP COLUMN IF EXISTS traceparent');
  }
}
