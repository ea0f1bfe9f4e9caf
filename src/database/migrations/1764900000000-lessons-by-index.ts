import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What routing counts of its lessons stands in the index, so that no row is read: a category of a city has thousands of them. */
export class LessonsByIndex1764900000000 implements MigrationInterface {
  name = 'LessonsByIndex1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX routing_feedback_lessons ON routing_feedback (profile, category, at) INCLUDE (area, from_unit, to_unit)`,
    );
    await runner.query('DROP INDEX routing_feedback_kind_of_case');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX routing_feedback_kind_of_case ON routing_feedback (profile, category, at)');
    await runner.query('DROP INDEX routing_feedback_lessons');
  }
}
