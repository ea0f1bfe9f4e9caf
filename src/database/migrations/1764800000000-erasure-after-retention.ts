import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The end of retention: which cases were erased, which are held against it, and the one exception to what is append-only. The
 * database itself refuses an erasure of what is open or held, and keeps the note of one for good.
 */
export class ErasureAfterRetention1764800000000 implements MigrationInterface {
  name = 'ErasureAfterRetention1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** Tables whose rows are for good until the case is erased. */
const UNTIL_ERASED = ['case_event', 'attachment'] as const;

const UP = [
  `CREATE TABLE case_erasure (
    case_id uuid PRIMARY KEY REFERENCES hotline_case (id),
    erased_by text NOT NULL,
    erased_at timestamptz NOT NULL,
    files text[] NOT NULL,
    files_removed_at timestamptz
  )`,
  'CREATE INDEX case_erasure_unfinished ON case_erasure (erased_at) WHERE files_removed_at IS NULL',
  `CREATE TABLE legal_hold (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    reason text NOT NULL,
    placed_by text NOT NULL,
    placed_at timestamptz NOT NULL,
    lifted_by text,
    lifted_at timestamptz
  )`,
  'CREATE UNIQUE INDEX legal_hold_of_case ON legal_hold (case_id) WHERE lifted_at IS NULL',
  'CREATE INDEX legal_holds_of_case ON legal_hold (case_id)',
  'CREATE INDEX archive_bundle_retained ON archive_bundle (retain_until)',
  `CREATE INDEX notification_aged ON notification (sent_at) WHERE recipient <> ''`,
  `CREATE INDEX phone_call_aged ON phone_call (coalesce(ended_at, answered_at, incoming_at)) WHERE caller IS NOT NULL`,
  `CREATE INDEX inbound_message_aged ON inbound_message (coalesce(replied_at, invalid_at))
   WHERE case_id IS NULL AND content <> ''`,

  `CREATE FUNCTION guard_case_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'INSERT' THEN
       IF NOT EXISTS (SELECT FROM hotline_case WHERE id = NEW.case_id AND closed_at IS NOT NULL) THEN
         RAISE EXCEPTION 'an open case is not erased';
       END IF;
       IF EXISTS (SELECT FROM legal_hold WHERE case_id = NEW.case_id AND lifted_at IS NULL) THEN
         RAISE EXCEPTION 'a held case is not erased';
       END IF;
       RETURN NEW;
     END IF;
     IF TG_OP = 'DELETE' OR (NEW.case_id, NEW.erased_by, NEW.erased_at, NEW.files)
        IS DISTINCT FROM (OLD.case_id, OLD.erased_by, OLD.erased_at, OLD.files) THEN
       RAISE EXCEPTION 'case_erasure is append-only';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER case_erasure_guarded BEFORE INSERT OR UPDATE OR DELETE ON case_erasure
   FOR EACH ROW EXECUTE FUNCTION guard_case_erasure()`,
  `CREATE FUNCTION refuse_change_until_erased() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM case_erasure WHERE case_id = OLD.case_id) THEN
       IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
       RETURN NEW;
     END IF;
     RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
   END $$`,
  ...UNTIL_ERASED.flatMap((table) => [
    `DROP TRIGGER ${table}_append_only ON ${table}`,
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
     FOR EACH ROW EXECUTE FUNCTION refuse_change_until_erased()`,
  ]),
];

const DOWN = [
  ...UNTIL_ERASED.flatMap((table) => [
    `DROP TRIGGER ${table}_append_only ON ${table}`,
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
     FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history()`,
  ]),
  'DROP FUNCTION refuse_change_until_erased',
  'DROP INDEX archive_bundle_retained, notification_aged, phone_call_aged, inbound_message_aged',
  'DROP TABLE legal_hold',
  'DROP TABLE case_erasure',
  'DROP FUNCTION guard_case_erasure',
];
