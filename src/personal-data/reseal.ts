import { callerOf } from '../cases/same-matter';
import type { SealedTable } from './columns';
import type { Keyring } from './keyring';

/** What speaks SQL: a connection of pg, or a query runner. */
export type Run = (sql: string, parameters?: unknown[]) => Promise<Record<string, string | null>[]>;

const BATCH = 500;

/**
 * Brings every value of personal data under the current key: what is plain is sealed, what is under an older key is sealed
 * anew, and the blind index that a citizen is found by follows. Batch by batch, so that it may run beside the apps and be
 * broken off and begun again; gives the rows that it changed, by table.
 */
export async function reseal(run: Run, keys: Keyring, tables: readonly SealedTable[]): Promise<Record<string, number>> {
  const changed: Record<string, number> = {};
  for (const { table, id, columns } of tables) {
    changed[table] = 0;
    // by the primary key's own order, so that each batch is a step in its index
    for (let after: string | null = null; ;) {
      const rows: Record<string, string | null>[] = await run(
        `SELECT ${[id, ...columns].join(', ')} FROM ${table} ${after === null ? '' : `WHERE ${id} > $1`}
         ORDER BY ${id} LIMIT ${BATCH}`,
        after === null ? [] : [after],
      );
      for (const row of rows) if (await resealRow(run, keys, { table, id, columns }, row)) changed[table] += 1;
      if (rows.length < BATCH) break;
      after = String(rows.at(-1)![id]);
    }
  }
  return changed;
}

async function resealRow(
  run: Run,
  keys: Keyring,
  { table, id, columns }: SealedTable,
  row: Record<string, string | null>,
): Promise<boolean> {
  const old = columns.filter((column) => row[column] != null && !keys.isCurrent(row[column]));
  if (old.length === 0) return false;
  const values = old.map((column) => keys.open(row[column]!, `${table}.${column}`));
  const sets: { column: string; value: string | null }[] = old.map((column, at) => ({
    column,
    value: keys.seal(values[at]!, `${table}.${column}`),
  }));
  if (table === 'citizen' && old.includes('phone')) {
    const caller = callerOf(values[old.indexOf('phone')]);
    sets.push({ column: 'caller', value: caller && keys.blindIndex(caller) });
  }
  // A row that changed meanwhile is under the current key already, or the next run finds it.
  await run(
    `UPDATE ${table} SET ${sets.map(({ column }, at) => `${column} = $${at + 2}`).join(', ')}
     WHERE ${id} = $1 AND ${old[0]} = $${sets.length + 2}`,
    [row[id], ...sets.map(({ value }) => value), row[old[0]!]],
  );
  return true;
}
