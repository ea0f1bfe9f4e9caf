import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Citizens, cases with their append-only history, assignments with what is asked about them, and what follows. */
export class CoreTables1764000100000 implements MigrationInterface {
  name = 'CoreTables1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE IF EXISTS ${table} CASCADE`);
    await runner.query('DROP FUNCTION IF EXISTS refuse_change_of_history() CASCADE');
  }
}

const TABLES = [
  'citizen',
  'hotline_case',
  'case_sequence',
  'case_event',
  'assignment',
  'return_request',
  'extension_request',
  'supervision',
  'urge',
  'remark',
  'revisit',
  'task_submission',
  'archive_bundle',
  'hotspot',
  'annual_report',
  'engine_outbox',
  'effect',
];

const UP = [
  `CREATE TABLE citizen (
    id uuid PRIMARY KEY,
    name text,
    phone text,
    unit text,
    address text,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE case_sequence (
    body text NOT NULL,
    day text NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (body, day)
  )`,
  `CREATE TABLE hotline_case (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    query_code text NOT NULL,
    profile text NOT NULL,
    channel text NOT NULL,
    title text,
    content text NOT NULL,
    received_at timestamptz NOT NULL,
    registered_at timestamptz NOT NULL,
    registered_by text NOT NULL,
    idempotency_key text UNIQUE,
    idempotency_hash text,
    citizen_id uuid NOT NULL REFERENCES citizen (id),
    case_type text,
    category text,
    urgency text,
    response_level text,
    area text,
    confidence double precision,
    hot boolean NOT NULL DEFAULT false,
    major boolean NOT NULL DEFAULT false,
    answerable boolean NOT NULL DEFAULT false,
    because jsonb,
    disposal text,
    stage text NOT NULL,
    round integer NOT NULL DEFAULT 1,
    instructed boolean NOT NULL DEFAULT false,
    answer text,
    satisfaction text,
    closed_at timestamptz
  )`,
  'CREATE INDEX hotline_case_received ON hotline_case (received_at DESC, id)',
  'CREATE INDEX hotline_case_stage ON hotline_case (stage)',
  `CREATE TABLE case_event (
    id bigserial PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    assignment_id uuid,
    type text NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    data jsonb NOT NULL DEFAULT '{}',
    dedupe_key text NOT NULL UNIQUE
  )`,
  'CREATE INDEX case_event_case ON case_event (case_id, id)',
  `CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  `CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE ON case_event
   FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history()`,
  `CREATE TABLE assignment (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    round integer NOT NULL,
    unit text NOT NULL,
    role text NOT NULL,
    status text NOT NULL,
    routed_at timestamptz NOT NULL,
    issued_at timestamptz,
    limits jsonb,
    sign_in_due timestamptz,
    return_due timestamptz,
    handling_due timestamptz,
    remind_at timestamptz,
    signed_in_at timestamptz,
    signed_in_by text,
    solved boolean,
    result text,
    result_by text,
    done_at timestamptz,
    returned_at timestamptz,
    returns_rejected integer NOT NULL DEFAULT 0,
    extensions_granted integer NOT NULL DEFAULT 0,
    sign_in_overdue_at timestamptz,
    handling_overdue_at timestamptz,
    phoned_at timestamptz
  )`,
  // A unit has one duty on a case and round at a time; one that handed the case back may be asked again.
  `CREATE UNIQUE INDEX assignment_live ON assignment (case_id, round, unit) WHERE status <> 'returned'`,
  'CREATE INDEX assignment_unit ON assignment (unit, status)',
  `CREATE TABLE return_request (
    id uuid PRIMARY KEY,
    assignment_id uuid NOT NULL REFERENCES assignment (id),
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    reason text NOT NULL,
    suggested_unit text NOT NULL,
    evidence text NOT NULL,
    leader_opinion text NOT NULL,
    decision jsonb NOT NULL,
    status text NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text
  )`,
  `CREATE UNIQUE INDEX return_request_open ON return_request (assignment_id) WHERE status = 'requested'`,
  `CREATE TABLE extension_request (
    id uuid PRIMARY KEY,
    assignment_id uuid NOT NULL REFERENCES assignment (id),
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    grounds text NOT NULL,
    reason text NOT NULL,
    days integer NOT NULL,
    explained text NOT NULL,
    force_majeure boolean NOT NULL,
    prior_due timestamptz NOT NULL,
    new_due timestamptz NOT NULL,
    decision jsonb NOT NULL,
    status text NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text
  )`,
  `CREATE UNIQUE INDEX extension_request_open ON extension_request (assignment_id) WHERE status = 'requested'`,
  `CREATE TABLE supervision (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    ground text NOT NULL,
    note text,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    status text NOT NULL,
    opened_at timestamptz,
    closed_at timestamptz,
    closed_by text,
    measures jsonb
  )`,
  'CREATE INDEX supervision_case ON supervision (case_id)',
  `CREATE TABLE urge (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    note text,
    urged_by text NOT NULL,
    urged_at timestamptz NOT NULL,
    recorded_at timestamptz
  )`,
  'CREATE INDEX urge_case ON urge (case_id)',
  `CREATE TABLE remark (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    text text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
  )`,
  'CREATE INDEX remark_case ON remark (case_id)',
  `CREATE TABLE revisit (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    round integer NOT NULL,
    attempt integer NOT NULL,
    token text NOT NULL UNIQUE,
    opened_at timestamptz NOT NULL,
    via text,
    reached boolean,
    satisfaction text,
    comment text,
    answered_at timestamptz,
    result text,
    recorded_at timestamptz,
    UNIQUE (case_id, round, attempt)
  )`,
  `CREATE TABLE task_submission (
    id uuid PRIMARY KEY,
    task_key text NOT NULL UNIQUE,
    process_instance_key text NOT NULL,
    element_id text NOT NULL,
    case_id uuid,
    assignment_id uuid,
    kept jsonb NOT NULL,
    sent jsonb NOT NULL,
    submitted_by text NOT NULL,
    submitted_at timestamptz NOT NULL,
    completed_at timestamptz
  )`,
  'CREATE INDEX task_submission_element ON task_submission (process_instance_key, element_id, submitted_at DESC)',
  'CREATE INDEX task_submission_case ON task_submission (case_id)',
  'CREATE INDEX task_submission_open ON task_submission (submitted_at) WHERE completed_at IS NULL',
  `CREATE TABLE archive_bundle (
    case_id uuid PRIMARY KEY REFERENCES hotline_case (id),
    file text NOT NULL,
    sha256 text NOT NULL,
    documents integer NOT NULL,
    events integer NOT NULL,
    archived_at timestamptz NOT NULL
  )`,
  `CREATE TRIGGER archive_bundle_append_only BEFORE UPDATE OR DELETE ON archive_bundle
   FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history()`,
  `CREATE TABLE hotspot (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    description text NOT NULL,
    category text,
    unit text NOT NULL,
    owner text NOT NULL,
    due_at timestamptz NOT NULL,
    status text NOT NULL,
    found_by text NOT NULL,
    found_at timestamptz NOT NULL,
    opened_at timestamptz,
    overdue_at timestamptz,
    measures jsonb,
    checked_by text,
    closed_at timestamptz
  )`,
  `CREATE TABLE annual_report (
    id uuid PRIMARY KEY,
    year integer NOT NULL UNIQUE,
    status text NOT NULL,
    figures jsonb NOT NULL,
    compiled_at timestamptz NOT NULL,
    published_at timestamptz
  )`,
  `CREATE TABLE engine_outbox (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    correlation_key text NOT NULL,
    message_id text NOT NULL,
    time_to_live_ms bigint NOT NULL,
    variables jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    available_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    sent_at timestamptz,
    UNIQUE (name, message_id)
  )`,
  'CREATE INDEX engine_outbox_due ON engine_outbox (available_at) WHERE sent_at IS NULL',
  `CREATE TABLE effect (
    key text PRIMARY KEY,
    output jsonb,
    done_at timestamptz NOT NULL
  )`,
];
