import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keyring } from '../../personal-data/keyring';
import { reseal, type Run } from '../../personal-data/reseal';

/** The columns as they were when they were first sealed. */
const TABLES = [
  { table: 'citizen', id: 'id', columns: ['name', 'phone', 'unit', 'address'] },
  { table: 'notification', id: 'id', columns: ['recipient'] },
  { table: 'phone_call', id: 'call_id', columns: ['caller'] },
  { table: 'inbound_message', id: 'id', columns: ['sender'] },
  { table: 'document', id: 'id', columns: ['html'] },
];

/**
 * Personal data is sealed at rest: what earlier versions wrote in plain is sealed with the current key, and a caller is
 * found by a blind index; which keys are in use is noted. Backups from before hold plain rows.
 */
export class SealedPersonalData1764700100000 implements MigrationInterface {
  name = 'SealedPersonalData1764700100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS citizen_phone_digits');
    await runner.query('CREATE TABLE data_key (id text PRIMARY KEY, proof text NOT NULL, since timestamptz NOT NULL)');
    const run: Run = (sql, parameters) => runner.query(sql, parameters) as ReturnType<Run>;
    const written = TABLES.map(({ table }) => `SELECT 1 FROM ${table}`).join(' UNION ALL ');
    // An empty database needs no key yet.
    if ((await run(`${written} LIMIT 1`)).length > 0) await reseal(run, keyring(), TABLES);
  }

  /** There is no way back to plain rows; an older version cannot read them. */
  down(): Promise<void> {
    return Promise.reject(new Error('sealed personal data is not made plain again: restore the backup from before'));
  }
}
