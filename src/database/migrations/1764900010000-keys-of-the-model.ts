import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The model knows which of its texts have which key. Those of before do not, and are made anew from the cases there are. */
export class KeysOfTheModel1764900010000 implements MigrationInterface {
  name = 'KeysOfTheModel1764900010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM bigram_model');
    await runner.query('ALTER TABLE bigram_model ADD COLUMN keys bytea NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bigram_model DROP COLUMN keys');
  }
}
