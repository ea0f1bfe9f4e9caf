import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The topic of a case below its category, and the models that a body trained from its archive. */
export class ClassificationModels1764170000000 implements MigrationInterface {
  name = 'ClassificationModels1764170000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS classification_model');
    await runner.query('ALTER TABLE hotline_case DROP COLUMN topic');
  }
}

const UP = [
  'ALTER TABLE hotline_case ADD COLUMN topic text',
  `CREATE TABLE classification_model (
    id uuid PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('training', 'ready', 'failed')),
    cases integer NOT NULL,
    held_out_from timestamptz NOT NULL,
    quality jsonb,
    failure text,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    active boolean NOT NULL DEFAULT false,
    activated_at timestamptz,
    activated_by text
  )`,
  'CREATE UNIQUE INDEX classification_model_active ON classification_model (active) WHERE active',
];
