import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The quality report counts the proposals of a period among all that ever happened to any case. */
export class ClassifiedEvents1764700000100 implements MigrationInterface {
  name = 'ClassifiedEvents1764700000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX case_event_classified ON case_event (at) WHERE type = 'classified'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX case_event_classified');
  }
}
