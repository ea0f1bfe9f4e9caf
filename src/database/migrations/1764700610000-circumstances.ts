import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When and where a matter happened and who was there, which the intake asks (D9 第一步). */
export class Circumstances1764700610000 implements MigrationInterface {
  name = 'Circumstances1764700610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hotline_case ADD COLUMN circumstances jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hotline_case DROP COLUMN circumstances');
  }
}
