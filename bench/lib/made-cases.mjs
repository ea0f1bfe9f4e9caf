// Fills a database of ours with made-up cases, in parts, its secondary indexes taken away meanwhile and built at the end.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { say } from './figures.mjs';

const SQL = readFileSync(new URL('../scale/cases.sql', import.meta.url), 'utf8');
const TABLES = [
  'citizen',
  'hotline_case',
  'case_search',
  'assignment',
  'case_event',
  'revisit',
  'phone_call',
  'inbound_message',
  'staff_complaint',
];
const PART = 250_000;

/** Of so many cases are open where nothing else is said: two in a hundred, as where a case takes a week, and no more than a city works on. */
export const openOf = (cases) => Math.min(Math.ceil(cases / 50), 100_000);

function statementsOf({ from, to, all, open, units }) {
  const values = { from, to, all, open, units: `'{${units.join(',')}}'::text[]` };
  return SQL.replace(/(?<!:):(from|to|all|open|units)\b/g, (_found, name) => values[name]);
}

/**
 * The case ids of what is open, as an expression over k: case number `cases - k`.
 * @param cases how many there are @param k an expression @param open how many of them are open
 */
export const openCaseId = (cases, k, open = openOf(cases)) => `md5('case' || (${cases} - ${k} % ${open}))::uuid::text`;

/** Makes `cases` cases in an empty database of ours, `open` of them open. @param options url, cases, units, open */
export async function makeCases({ url, cases, units, open = openOf(cases) }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
    SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET max_parallel_maintenance_workers = 2`);
  const { rows: indexes } = await client.query(
    `SELECT i.indexrelid::regclass AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i
      WHERE i.indrelid = ANY ($1::regclass[]) AND NOT i.indisunique`,
    [TABLES],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  for (let from = 1; from <= cases; from += PART) {
    const to = Math.min(from + PART - 1, cases);
    await client.query('BEGIN');
    await client.query(statementsOf({ from, to, all: cases, open, units }));
    await client.query('COMMIT');
    if (cases > PART) say(`${to} of ${cases} cases made`);
  }
  for (const { made } of indexes) await client.query(made);
  for (const table of TABLES) await client.query(`VACUUM (ANALYZE) ${table}`);
  await client.end();
}
