import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Through which account of config/channels.yaml a message or a call came in, and one to a citizen goes out: citizens are
 * answered by the channel that they came by, and two telephone systems may give their calls the same names. What was there
 * came by the one telephone system, and by the main body's account of its channel.
 */
export class AccountsOfMessages1764800020000 implements MigrationInterface {
  name = 'AccountsOfMessages1764800020000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE inbound_message ADD COLUMN account text',
  `UPDATE inbound_message SET account = channel WHERE body = 'main'`,
  'ALTER TABLE notification ADD COLUMN account text',
  'ALTER TABLE notification ADD COLUMN fallback text',
  'ALTER TABLE notification ADD COLUMN given_up_at timestamptz',
  'DROP INDEX notification_due',
  'CREATE INDEX notification_due ON notification (available_at) WHERE sent_at IS NULL AND given_up_at IS NULL',
  `ALTER TABLE phone_call ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid()`,
  `ALTER TABLE phone_call ADD COLUMN account text NOT NULL DEFAULT 'phone'`,
  'ALTER TABLE phone_call DROP CONSTRAINT phone_call_pkey',
  'ALTER TABLE phone_call ADD PRIMARY KEY (id)',
  'ALTER TABLE phone_call ADD CONSTRAINT phone_call_of_account UNIQUE (account, call_id)',
  'CREATE INDEX phone_call_name ON phone_call (call_id)',
  `ALTER TABLE phone_event ADD COLUMN account text NOT NULL DEFAULT 'phone'`,
  'ALTER TABLE phone_event DROP CONSTRAINT phone_event_pkey',
  'ALTER TABLE phone_event ADD PRIMARY KEY (account, event_id)',
];

const DOWN = [
  `DELETE FROM phone_event WHERE account <> 'phone'`,
  'ALTER TABLE phone_event DROP CONSTRAINT phone_event_pkey',
  'ALTER TABLE phone_event DROP COLUMN account',
  'ALTER TABLE phone_event ADD PRIMARY KEY (event_id)',
  'DROP INDEX phone_call_name',
  `DELETE FROM phone_call WHERE account <> 'phone'`,
  'ALTER TABLE phone_call DROP CONSTRAINT phone_call_of_account',
  'ALTER TABLE phone_call DROP CONSTRAINT phone_call_pkey',
  'ALTER TABLE phone_call DROP COLUMN account',
  'ALTER TABLE phone_call DROP COLUMN id',
  'ALTER TABLE phone_call ADD PRIMARY KEY (call_id)',
  'DROP INDEX notification_due',
  `DELETE FROM notification WHERE account IS NOT NULL`,
  'ALTER TABLE notification DROP COLUMN given_up_at',
  'ALTER TABLE notification DROP COLUMN fallback',
  'ALTER TABLE notification DROP COLUMN account',
  'CREATE INDEX notification_due ON notification (available_at) WHERE sent_at IS NULL',
  'ALTER TABLE inbound_message DROP COLUMN account',
];
