import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { keyring } from '../../src/personal-data/keyring';

const PERSONAL = ['name', 'phone', 'unit', 'address'] as const;

/** What the citizens of an app's cases said of themselves, opened with the keys of the environment. */
export async function citizensOf(database: DataSource): Promise<string[]> {
  const rows: Record<(typeof PERSONAL)[number], string | null>[] = await database.query(
    `SELECT ${PERSONAL.join(', ')} FROM citizen`,
  );
  const values = rows.flatMap((row) =>
    PERSONAL.flatMap((column) => (row[column] === null ? [] : [keyring().open(row[column], `citizen.${column}`)])),
  );
  return [...new Set(values)].filter((value) => value.length > 1);
}

/** Rows of any table of our own in which something can be read, as `table: row`. */
export async function rowsWith(database: DataSource, pattern: RegExp): Promise<string[]> {
  const tables: { name: string }[] = await database.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows: { text: string }[] = await database.query(`SELECT t::text AS text FROM "${name}" t`);
    found.push(...rows.filter(({ text }) => pattern.test(text)).map(({ text }) => `${name}: ${text}`));
  }
  return found;
}

/** Tables of a database in which one of the texts stands: in whatever column, and in the bytes of what the engine keeps as such. */
export async function tablesWith(url: string, texts: readonly string[]): Promise<string[]> {
  const database = await new DataSource({ type: 'postgres', url }).initialize();
  try {
    const tables: { name: string; bytes: string | null }[] = await database.query(
      `SELECT t.table_name AS name, min(c.column_name) AS bytes FROM information_schema.tables t
       LEFT JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
         AND c.data_type = 'bytea'
       WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY 1 ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name, bytes } of tables) {
      const inBytes = bytes ? `OR position(convert_to(v, 'UTF8') IN t."${bytes}") > 0` : '';
      const rows: { v: string }[] = await database.query(
        `SELECT v FROM unnest($1::text[]) v WHERE EXISTS
           (SELECT FROM "${name}" t WHERE position(v IN t::text) > 0 ${inBytes}) LIMIT 3`,
        [texts],
      );
      found.push(...rows.map(({ v }) => `${name}: ${v}`));
    }
    return found;
  } finally {
    await database.destroy();
  }
}

/** Log files of every part in which one of the texts stands; access logs, and so addresses, are among them. */
export function logsWith(texts: readonly string[]): string[] {
  const folder = process.env.TEST_LOGS!;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .flatMap((name) => {
      const said = readFileSync(join(folder, name), 'utf8');
      return texts.filter((text) => said.includes(text)).map((text) => `${name}: ${text}`);
    });
}
