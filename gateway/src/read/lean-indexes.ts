import type { Client } from 'pg';
import { patiently } from './patiently';

/**
 * Columns that no process of the dialect fills, or hardly any: other notations (CMMN), tenants, users where groups are asked, values that
 * have no room in their row, dates of removal until an instance has ended. `table.column` where other tables do fill it.
 */
const HARDLY_FILLED: readonly string[] = [
  'tenant_id_',
  'case_inst_id_',
  'case_execution_id_',
  'case_def_id_',
  'super_case_exec_',
  'batch_id_',
  'bytearray_id_',
  'act_ru_variable.task_id_',
  'error_details_id_',
  'exception_stack_id_',
  'configuration_',
  'user_id_',
  'assignee_',
  'owner_',
  'last_updated_',
  'removal_time_',
  'act_ru_identitylink.proc_def_id_',
];

/** Tables whose rows are changed soon after they were written: with room on their page the indexes need not hear of it. */
const CHANGED_SOON: readonly string[] = ['act_ru_variable', 'act_hi_varinst'];
const FILLED_PERCENT = 80;

const FULL_PAGES = `
  SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema::regnamespace AND relname = ANY ($1)
     AND NOT coalesce($2 = ANY (reloptions), false)`;
const FULL_INDEXES = `
  SELECT i.relname AS name, pg_get_indexdef(i.oid) AS definition, a.attname AS column
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
   WHERE t.relnamespace = current_schema::regnamespace AND (starts_with(t.relname, 'act_ru_') OR starts_with(t.relname, 'act_hi_'))
     AND starts_with(i.relname, 'act_') AND NOT x.indisunique AND x.indpred IS NULL AND x.indisvalid
     AND (a.attname = ANY ($1) OR t.relname || '.' || a.attname = ANY ($1))
   ORDER BY i.relname`;

/**
 * Takes the rows in which there is nothing out of the engine's indexes: of thirteen that each row of ACT_RU_VARIABLE is written to, seven
 * are over columns that stay empty (bench:lifecycle). Their names stay, since the engine's upgrades know them by these, and so does what
 * they find: who looks for a value never looks for none. A running engine goes on meanwhile; what broke off is done at the next start.
 */
export async function leanIndexes(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string; column: string }>(FULL_INDEXES, [
    HARDLY_FILLED,
  ]);
  for (const { name, definition, column } of rows) {
    const lean = `lean_${name}`;
    await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${lean}`);
    await client.query(
      `${definition.replace(`INDEX ${name} `, `INDEX CONCURRENTLY ${lean} `)} WHERE ${column} IS NOT NULL`,
    );
    await patiently(client, async (waitBriefly) => {
      await waitBriefly();
      await client.query(`DROP INDEX ${name}; ALTER INDEX ${lean} RENAME TO ${name}`);
    });
  }
  const { rows: full } = await client.query<{ name: string }>(FULL_PAGES, [
    CHANGED_SOON,
    `fillfactor=${FILLED_PERCENT}`,
  ]);
  for (const { name } of full) {
    await client.query(`ALTER TABLE ${name} SET (fillfactor = ${FILLED_PERCENT})`);
  }
}
