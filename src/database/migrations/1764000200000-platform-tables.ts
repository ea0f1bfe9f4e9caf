import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, the audit trail, documents and notifications. */
export class PlatformTables1764000200000 implements MigrationInterface {
  name = 'PlatformTables1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['notification', 'document', 'audit_entry', 'account']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE account (
    username text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,
    unit text,
    password_hash text NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    failures integer NOT NULL DEFAULT 0,
    locked_until timestamptz,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE audit_entry (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id text NOT NULL,
    data jsonb NOT NULL DEFAULT '{}',
    dedupe_key text UNIQUE
  )`,
  'CREATE INDEX audit_entry_subject ON audit_entry (subject_type, subject_id, id)',
  'CREATE INDEX audit_entry_actor ON audit_entry (actor, id)',
  `CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
   FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history()`,
  `CREATE TABLE document (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    kind text NOT NULL,
    number text NOT NULL,
    html text NOT NULL,
    issued_at timestamptz NOT NULL,
    dedupe_key text NOT NULL UNIQUE
  )`,
  'CREATE INDEX document_case ON document (case_id, issued_at)',
  `CREATE TABLE notification (
    id uuid PRIMARY KEY,
    dedupe_key text NOT NULL UNIQUE,
    recipient text NOT NULL,
    template text NOT NULL,
    params jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    available_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    sent_at timestamptz
  )`,
  'CREATE INDEX notification_due ON notification (available_at) WHERE sent_at IS NULL',
];
