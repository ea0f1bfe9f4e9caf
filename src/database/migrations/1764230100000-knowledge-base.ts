import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Articles with versions and review, found by the terms of a text. */
export class KnowledgeBase1764230100000 implements MigrationInterface {
  name = 'KnowledgeBase1764230100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS knowledge_version');
  }
}

const UP = [
  `CREATE TABLE knowledge_version (
    id uuid PRIMARY KEY,
    code text NOT NULL,
    version integer NOT NULL,
    title text NOT NULL,
    category text NOT NULL,
    questions text[] NOT NULL,
    answer text NOT NULL,
    steps text,
    valid_from date NOT NULL,
    valid_to date,
    state text NOT NULL CHECK (state IN ('draft', 'review', 'published', 'withdrawn')),
    author text NOT NULL,
    updated_at timestamptz NOT NULL,
    reviewer text,
    reviewed_at timestamptz,
    comment text,
    terms text[] NOT NULL,
    UNIQUE (code, version)
  )`,
  'CREATE INDEX knowledge_version_terms ON knowledge_version USING gin (terms)',
  // One version at a time is written or reviewed.
  `CREATE UNIQUE INDEX knowledge_version_open ON knowledge_version (code) WHERE state IN ('draft', 'review')`,
];
