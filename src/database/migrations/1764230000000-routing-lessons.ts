import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What routing learns from (corrections, valid returns, negotiations), which rules gave an assignment, and negotiations. */
export class RoutingLessons1764230000000 implements MigrationInterface {
  name = 'RoutingLessons1764230000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['negotiation', 'routing_record', 'routing_feedback']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE routing_feedback (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    kind text NOT NULL,
    profile text NOT NULL,
    category text NOT NULL,
    area text,
    from_unit text,
    to_unit text,
    rules text[] NOT NULL,
    actor text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX routing_feedback_kind_of_case ON routing_feedback (profile, category, at)',
  `CREATE TABLE routing_record (
    assignment_id uuid PRIMARY KEY REFERENCES assignment (id),
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    unit text NOT NULL,
    profile text NOT NULL,
    category text NOT NULL,
    area text,
    rules text[] NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX routing_record_at ON routing_record (at)',
  `CREATE TABLE negotiation (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    round integer NOT NULL,
    units text[] NOT NULL,
    answerable text,
    opened_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    lead text,
    co_units text[] NOT NULL DEFAULT '{}',
    decided_by text,
    designated boolean NOT NULL DEFAULT false,
    opinion text,
    positions jsonb NOT NULL DEFAULT '[]',
    decided_at timestamptz
  )`,
  'CREATE INDEX negotiation_case ON negotiation (case_id)',
];
