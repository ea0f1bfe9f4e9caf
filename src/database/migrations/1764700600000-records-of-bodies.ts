import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What of a body's was not yet kept as its own: the line that was called, hot spots, media articles, annual reports, and what
 * alike cases are remembered by. What was there is the main body's, sketches are their cases'.
 */
export class RecordsOfBodies1764700600000 implements MigrationInterface {
  name = 'RecordsOfBodies1764700600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const TABLES = ['hotspot', 'media_article', 'annual_report', 'case_sketch'] as const;

const KPI_QUARTER = `CREATE TABLE kpi_quarter (
    quarter timestamptz NOT NULL,
    body text NOT NULL,
    line text NOT NULL,
    counts integer[] NOT NULL,
    PRIMARY KEY (quarter, body, line)
  )`;

const UP = [
  'ALTER TABLE phone_call ADD COLUMN line text',
  ...TABLES.map((table) => `ALTER TABLE ${table} ADD COLUMN body text NOT NULL DEFAULT 'main'`),
  `UPDATE case_sketch s SET body = c.body FROM hotline_case c WHERE c.id = s.case_id AND c.body <> 'main'`,
  // what was counted ahead is counted again, for each body and line
  'DROP TABLE kpi_quarter',
  KPI_QUARTER,
  `DELETE FROM kpi_basis WHERE kind = 'quarter'`,
  // two accounts of one channel may give their messages the same ids; the row's own id holds the account's name
  'ALTER TABLE inbound_message DROP CONSTRAINT inbound_message_channel_message_id_key',
  'ALTER TABLE annual_report DROP CONSTRAINT annual_report_year_key',
  'ALTER TABLE annual_report ADD CONSTRAINT annual_report_of_body UNIQUE (body, year)',
];

const DOWN = [
  'DROP TABLE kpi_quarter',
  'CREATE TABLE kpi_quarter (quarter timestamptz PRIMARY KEY, counts integer[] NOT NULL)',
  `DELETE FROM kpi_basis WHERE kind = 'quarter'`,
  `DELETE FROM inbound_message WHERE body <> 'main'`,
  'ALTER TABLE inbound_message ADD CONSTRAINT inbound_message_channel_message_id_key UNIQUE (channel, message_id)',
  'ALTER TABLE annual_report DROP CONSTRAINT annual_report_of_body',
  `DELETE FROM annual_report WHERE body <> 'main'`,
  'ALTER TABLE annual_report ADD CONSTRAINT annual_report_year_key UNIQUE (year)',
  ...TABLES.map((table) => `ALTER TABLE ${table} DROP COLUMN body`),
  'ALTER TABLE phone_call DROP COLUMN line',
];
