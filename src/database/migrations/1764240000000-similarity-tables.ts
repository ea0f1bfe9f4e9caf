import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What cases are remembered by, so that the same matter is found again, and the merges (并案) that people decided. */
export class SimilarityTables1764240000000 implements MigrationInterface {
  name = 'SimilarityTables1764240000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['case_merge', 'case_sketch', 'matter', 'bigram_model']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE bigram_model (
    id serial PRIMARY KEY,
    made_at timestamptz NOT NULL,
    documents integer NOT NULL,
    frequencies bytea NOT NULL
  )`,
  `CREATE TABLE matter (
    id uuid PRIMARY KEY,
    cases integer NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    opened_by text,
    opened_at timestamptz
  )`,
  'CREATE INDEX matter_hot ON matter (last_at DESC) WHERE cases > 1',
  `CREATE TABLE case_sketch (
    case_id uuid PRIMARY KEY REFERENCES hotline_case (id),
    matter_id uuid NOT NULL REFERENCES matter (id),
    received_at timestamptz NOT NULL,
    area text,
    bigrams integer[] NOT NULL,
    weights smallint[] NOT NULL,
    keys integer[] NOT NULL
  )`,
  // fastupdate off: a search must not read through a pending list, and an intake must not stop to merge one
  'CREATE INDEX case_sketch_keys ON case_sketch USING gin (keys) WITH (fastupdate = off)',
  'CREATE INDEX case_sketch_matter ON case_sketch (matter_id, received_at DESC)',
  'CREATE INDEX case_sketch_received ON case_sketch (received_at DESC)',
  `CREATE TABLE case_merge (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    main_case_id uuid NOT NULL REFERENCES hotline_case (id),
    reason text NOT NULL,
    merged_by text NOT NULL,
    merged_at timestamptz NOT NULL,
    undone_by text,
    undone_at timestamptz,
    undone_reason text,
    answered_at timestamptz,
    CHECK (case_id <> main_case_id)
  )`,
  'CREATE UNIQUE INDEX case_merge_live ON case_merge (case_id) WHERE undone_at IS NULL',
  'CREATE INDEX case_merge_main ON case_merge (main_case_id) WHERE undone_at IS NULL',
];
