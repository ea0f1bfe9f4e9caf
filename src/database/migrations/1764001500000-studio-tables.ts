import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts and releases of diagrams, tables and forms; saved task filters. */
export class StudioTables1764001500000 implements MigrationInterface {
  name = 'StudioTables1764001500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['saved_filter', 'studio_release_resource', 'studio_release', 'studio_draft']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE studio_draft (
    kind text NOT NULL,
    resource_id text NOT NULL,
    name text NOT NULL,
    content text NOT NULL,
    base_version integer,
    revision integer NOT NULL,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (kind, resource_id)
  )`,
  `CREATE TABLE studio_release (
    id uuid PRIMARY KEY,
    origin text NOT NULL,
    status text NOT NULL,
    comment text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    deployment_key text,
    refusal text
  )`,
  'CREATE INDEX studio_release_time ON studio_release (requested_at DESC)',
  `CREATE TABLE studio_release_resource (
    release_id uuid NOT NULL REFERENCES studio_release (id),
    name text NOT NULL,
    kind text NOT NULL,
    resource_id text NOT NULL,
    title text,
    version integer,
    sha256 text NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (release_id, name)
  )`,
  'CREATE INDEX studio_release_resource_of ON studio_release_resource (kind, resource_id, version)',
  `CREATE TABLE saved_filter (
    id uuid PRIMARY KEY,
    owner text NOT NULL,
    name text NOT NULL,
    shared_with text,
    query jsonb NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX saved_filter_owner ON saved_filter (owner)',
];
