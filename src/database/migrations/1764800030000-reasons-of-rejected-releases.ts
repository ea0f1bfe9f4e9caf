import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a second person turned a release down. Those of before have no reason: nobody was asked for one. */
export class ReasonsOfRejectedReleases1764800030000 implements MigrationInterface {
  name = 'ReasonsOfRejectedReleases1764800030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE studio_release ADD COLUMN rejection text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE studio_release DROP COLUMN rejection');
  }
}
