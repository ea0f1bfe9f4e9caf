import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when an archive is kept, and the document that an annual report made. */
export class ArchiveRetention1764140000000 implements MigrationInterface {
  name = 'ArchiveRetention1764140000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE archive_bundle ADD COLUMN retain_until timestamptz, ADD COLUMN retention text');
    await runner.query('ALTER TABLE annual_report ADD COLUMN file text, ADD COLUMN sha256 text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE archive_bundle DROP COLUMN retain_until, DROP COLUMN retention');
    await runner.query('ALTER TABLE annual_report DROP COLUMN file, DROP COLUMN sha256');
  }
}
