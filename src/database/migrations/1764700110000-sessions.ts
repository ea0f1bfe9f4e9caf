import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A token can be taken back: it belongs to a session, and a session can end. Tokens from before are asked to sign in again. */
export class Sessions1764700110000 implements MigrationInterface {
  name = 'Sessions1764700110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE session (
      id uuid PRIMARY KEY,
      username text NOT NULL REFERENCES account (username) ON DELETE CASCADE,
      started_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      ended_at timestamptz
    )`);
    await runner.query('CREATE INDEX session_account ON session (username, expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session');
  }
}
