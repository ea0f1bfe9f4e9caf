import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Supervision by steps, media articles, the watch over public opinion after a reply, and when a revisit is tried again. */
export class SupervisionSteps1764120000000 implements MigrationInterface {
  name = 'SupervisionSteps1764120000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS opinion_watch');
    await runner.query('DROP TABLE IF EXISTS media_article');
    await runner.query('ALTER TABLE revisit DROP COLUMN next_attempt_at');
    await runner.query(
      'ALTER TABLE supervision DROP COLUMN assignment_id, DROP COLUMN level, DROP COLUMN step, DROP COLUMN step_due',
    );
  }
}

const UP = [
  `ALTER TABLE supervision ADD COLUMN assignment_id uuid REFERENCES assignment (id), ADD COLUMN level text,
     ADD COLUMN step integer, ADD COLUMN step_due timestamptz`,
  'ALTER TABLE revisit ADD COLUMN next_attempt_at timestamptz',
  `CREATE TABLE media_article (
    id uuid PRIMARY KEY,
    case_id uuid REFERENCES hotline_case (id),
    outlet text NOT NULL,
    title text NOT NULL,
    url text,
    summary text NOT NULL,
    published_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    linked_by text,
    linked_at timestamptz
  )`,
  'CREATE INDEX media_article_case ON media_article (case_id)',
  `CREATE TABLE opinion_watch (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES hotline_case (id),
    assignment_id uuid NOT NULL REFERENCES assignment (id),
    watch_group text NOT NULL,
    until timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    reminded_at timestamptz,
    adverse boolean,
    note text,
    reported_by text,
    reported_at timestamptz
  )`,
  'CREATE INDEX opinion_watch_case ON opinion_watch (case_id)',
];
