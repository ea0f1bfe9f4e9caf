import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attachments, phone notices, the parts of a reply, what a return's review determined, limits set by law, leaders' instructions. */
export class AttachmentsAndRequests1764160000000 implements MigrationInterface {
  name = 'AttachmentsAndRequests1764160000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE TABLE attachment (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    assignment_id uuid REFERENCES assignment (id),
    purpose text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    file text NOT NULL,
    scanned_by text,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL
  )`,
  'CREATE INDEX attachment_case ON attachment (case_id, uploaded_at)',
  'CREATE INDEX attachment_assignment ON attachment (assignment_id) WHERE assignment_id IS NOT NULL',
  `CREATE TRIGGER attachment_append_only BEFORE UPDATE OR DELETE ON attachment
   FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history()`,
  `CREATE TABLE phone_notice (
    id uuid PRIMARY KEY,
    assignment_id uuid NOT NULL REFERENCES assignment (id),
    phoned_by text NOT NULL,
    phoned_at timestamptz NOT NULL,
    number text,
    answered_by text,
    reached boolean NOT NULL,
    note text
  )`,
  'CREATE INDEX phone_notice_assignment ON phone_notice (assignment_id, phoned_at)',
  `ALTER TABLE assignment
     ADD COLUMN deemed_accepted_at timestamptz,
     ADD COLUMN second_return_allowed_by text,
     ADD COLUMN second_return_reason text,
     ADD COLUMN reply_unit text,
     ADD COLUMN reply_at timestamptz,
     ADD COLUMN reply_course text,
     ADD COLUMN unsolved_reason text,
     ADD COLUMN next_step text`,
  `CREATE TABLE instruction (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    post text NOT NULL,
    instructed_by text NOT NULL,
    instructed_at timestamptz NOT NULL,
    action text NOT NULL,
    units text[] NOT NULL DEFAULT '{}',
    text text,
    due_at timestamptz,
    overdue_at timestamptz,
    fed_back_at timestamptz
  )`,
  'CREATE INDEX instruction_case ON instruction (case_id, instructed_at)',
  `ALTER TABLE return_request
     ADD COLUMN attachment_ids uuid[] NOT NULL DEFAULT '{}',
     ADD COLUMN determined_unit text`,
  `ALTER TABLE hotline_case
     ADD COLUMN statutory_limit text,
     ADD COLUMN statutory_basis text`,
];

const DOWN = [
  'ALTER TABLE hotline_case DROP COLUMN statutory_limit, DROP COLUMN statutory_basis',
  'ALTER TABLE return_request DROP COLUMN attachment_ids, DROP COLUMN determined_unit',
  `ALTER TABLE assignment DROP COLUMN deemed_accepted_at, DROP COLUMN second_return_allowed_by,
     DROP COLUMN second_return_reason, DROP COLUMN reply_unit, DROP COLUMN reply_at, DROP COLUMN reply_course,
     DROP COLUMN unsolved_reason, DROP COLUMN next_step`,
  'DROP TABLE instruction',
  'DROP TABLE phone_notice',
  'DROP TABLE attachment',
];
