import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What comes in through channels, calls as the telephone system tells of them, and what the measures of D1 count. */
export class ChannelsAndKpi1764130000000 implements MigrationInterface {
  name = 'ChannelsAndKpi1764130000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['inbound_message', 'phone_event', 'phone_call', 'kpi_exclusion', 'staff_complaint']) {
      await runner.query(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE inbound_message (
    id uuid PRIMARY KEY,
    channel text NOT NULL,
    message_id text NOT NULL,
    body_hash text NOT NULL,
    sender text,
    title text,
    content text NOT NULL,
    received_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    case_id uuid REFERENCES hotline_case (id),
    reply text,
    replied_by text,
    replied_at timestamptz,
    invalid_reason text,
    invalid_by text,
    invalid_at timestamptz,
    UNIQUE (channel, message_id)
  )`,
  'CREATE INDEX inbound_message_received ON inbound_message (channel, received_at)',
  `CREATE TABLE phone_call (
    call_id text PRIMARY KEY,
    caller text,
    incoming_at timestamptz,
    answered_at timestamptz,
    answered_by text,
    ended_at timestamptz,
    case_id uuid REFERENCES hotline_case (id)
  )`,
  'CREATE INDEX phone_call_incoming ON phone_call (incoming_at)',
  `CREATE TABLE phone_event (
    event_id text PRIMARY KEY,
    call_id text NOT NULL,
    kind text NOT NULL,
    body_hash text NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE TABLE kpi_exclusion (
    id uuid PRIMARY KEY,
    scope text NOT NULL,
    period_from timestamptz NOT NULL,
    period_to timestamptz NOT NULL,
    reason text NOT NULL,
    note text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamptz,
    CHECK (period_from < period_to)
  )`,
  `CREATE TABLE staff_complaint (
    id uuid PRIMARY KEY,
    case_id uuid REFERENCES hotline_case (id),
    stage text NOT NULL,
    aspect text NOT NULL,
    about text,
    content text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    upheld boolean,
    decided_by text,
    decided_at timestamptz,
    comment text
  )`,
  'CREATE INDEX staff_complaint_recorded ON staff_complaint (recorded_at)',
];
