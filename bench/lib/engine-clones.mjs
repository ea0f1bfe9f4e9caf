// Multiplies process instances that wait in the engine: rows of real instances, copied by SQL with numbers of their own.
// Copied are the runtime tables and the history of instances, tasks and variables, which lists and searches read; not the log of
// elements, decisions, variable changes, jobs and operations. Serialized objects (bytea) are shared with the instance they were
// copied from. Timers are set to later days, so that none of the copies' fires during a run.
import pg from 'pg';
import { withClient } from '../../scripts/lib/databases.mjs';
import { say } from './figures.mjs';

const COPIED = /^act_ru_|^act_hi_(procinst|taskinst|varinst|identitylink)$/;
const INSTANCE_COLUMNS = ['process_instance_id_', 'proc_inst_id_', 'root_proc_inst_id_'];

/** Columns that hold ids: of the row itself (a number, or `element:number`) and of what it belongs to. */
const ID_COLUMN = /id_$|_exec_$|^var_scope_$/;

const literal = (text) => `'${text.replaceAll("'", "''")}'`;

/** The message that started an instance stands in this variable; a unique index of the gateway's keeps it from starting another. */
const STARTED_BY = '_zeebe_message';

/** A value of a copied row as an expression over `k`, the number of the copy. */
function expressionOf(value, { type, column, table, variable }, copy) {
  if (value === null) return 'NULL';
  if (variable === STARTED_BY && column === 'text_')
    return `${literal(`${value} `)} || (${copy.base} + k * ${copy.span})`;
  if (table === 'act_ru_job' && column === 'duedate_') {
    return `(now() + interval '3 days' + k * interval '7 seconds')::timestamp`;
  }
  if (type !== 'character varying') return `${literal(String(value))}::${type}`;
  if (value === copy.caseId) return copy.caseExpression;
  if (copy.unitExpression && column === 'group_id_' && value.startsWith('unit:')) {
    const [, , role] = value.split(':');
    return role ? `${copy.unitExpression} || ${literal(`:${role}`)}` : copy.unitExpression;
  }
  if (!ID_COLUMN.test(column)) return literal(value);
  const made = value
    .split(/(\d+)/)
    .filter((part) => part !== '')
    .map((part) =>
      copy.ids.has(part) ? `(${copy.base} + k * ${copy.span} + ${Number(part) - copy.first})::text` : literal(part),
    );
  return made.length > 0 ? made.join(' || ') : literal(value);
}

/** The rows of the root instances and of what they called, by table. */
async function rowsOf(client, roots) {
  const { rows: columns } = await client.query(
    `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name ~ '^act_(ru|hi)_' ORDER BY ordinal_position`,
  );
  const { rows: instances } = await client.query(
    'SELECT id_ FROM act_hi_procinst WHERE root_proc_inst_id_ = ANY ($1)',
    [roots],
  );
  const { rows: tasks } = await client.query('SELECT id_ FROM act_ru_task WHERE proc_inst_id_ = ANY ($1)', [
    instances.map(({ id_: id }) => id),
  ]);
  const found = [];
  for (const table of new Set(columns.map((one) => one.table))) {
    if (!COPIED.test(table)) continue;
    const own = columns.filter((one) => one.table === table);
    const by = INSTANCE_COLUMNS.find((name) => own.some(({ column }) => column === name));
    const byTask = table === 'act_ru_identitylink';
    if (!by && !byTask) continue;
    const keys = byTask ? tasks : by === 'root_proc_inst_id_' ? roots.map((id) => ({ id_: id })) : instances;
    const text = own.map(({ column, type }) => (type === 'bytea' ? `NULL AS ${column}` : `${column}::text`));
    const { rows } = await client.query(
      `SELECT ${text.join(', ')} FROM ${table} WHERE ${byTask ? 'task_id_' : by} = ANY ($1)`,
      [keys.map(({ id_: id }) => id)],
    );
    found.push(...rows.map((row) => ({ table, columns: own, row })));
  }
  return found;
}

/**
 * Copies the waiting instances so that `count` more wait.
 * @param options url: of the engine's database; templates: [{ root, caseId }], real instances; caseOf(k): SQL of the case id that
 *   belongs to the k-th of all copies; units: each in its turn is offered what the template's unit is;
 *   without them all copies are that unit's
 */
export async function cloneInstances({ url, templates, count, caseOf, units }) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query('SET session_replication_role = replica; SET synchronous_commit = off; SET timezone = UTC');
  const { rows } = await client.query(`SELECT value_ FROM act_ge_property WHERE name_ = 'next.dbid'`);
  let base = Math.ceil(Number(rows[0].value_) / 1e6 + 1) * 1e6;
  let made = 0;
  for (const [index, { root, caseId }] of templates.entries()) {
    const copies = Math.floor(count / templates.length) + (index < count % templates.length ? 1 : 0);
    const found = await rowsOf(client, [root]);
    const ids = new Set(
      found.flatMap(({ row }) =>
        [row.id_, row.act_inst_id_, row.proc_inst_id_].flatMap((id) => id?.match(/\d+$/) ?? []),
      ),
    );
    const numbers = [...ids].map(Number);
    const first = Math.min(...numbers);
    const span = Math.max(...numbers) - first + 1;
    const caseExpression = caseOf(`(${made} + k)`);
    const unitExpression =
      units && `'unit:' || (${literal(`{${units.join(',')}}`)}::text[])[1 + (${made} + k) % ${units.length}]`;
    const copy = { caseId, ids, first, base, span, caseExpression, unitExpression };
    await client.query('BEGIN');
    for (const { table, columns, row } of found) {
      const values = columns.map(({ column, type }) =>
        expressionOf(row[column], { type, column, table, variable: row.name_ }, copy),
      );
      await client.query(
        `INSERT INTO ${table} (${columns.map(({ column }) => column).join(', ')})
         SELECT ${values.join(', ')} FROM generate_series(0, ${copies - 1}) k`,
      );
    }
    base += copies * span + 1;
    made += copies;
    await client.query(`UPDATE act_ge_property SET value_ = $1, rev_ = rev_ + 1 WHERE name_ = 'next.dbid'`, [
      String(base),
    ]);
    await client.query('COMMIT');
    say(`${made} of ${count} instances copied (${found.length} rows each)`);
  }
  // the copies came in without the triggers by which the gateway keeps its table of offered tasks
  await client.query('SELECT gateway_fill_offered_tasks()');
  await client.query('VACUUM ANALYZE');
  await client.end();
}

/** The root instances that wait, with the case each is about. */
export async function waitingInstances(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT e.id_ AS root, v.text_ AS "caseId" FROM act_ru_execution e
       JOIN act_ru_variable v ON v.proc_inst_id_ = e.id_ AND v.name_ = 'caseId' AND v.execution_id_ = e.id_
      WHERE e.parent_id_ IS NULL AND e.super_exec_ IS NULL
        AND EXISTS (SELECT 1 FROM act_ru_execution sub JOIN act_ru_task t ON t.proc_inst_id_ = sub.proc_inst_id_
                     WHERE sub.root_proc_inst_id_ = e.id_) ORDER BY e.id_::bigint`,
  );
  await client.end();
  return rows;
}

/** How many root instances there are. */
export async function countInstances(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      'SELECT count(*)::int AS number FROM act_ru_execution WHERE parent_id_ IS NULL AND super_exec_ IS NULL',
    );
    return rows[0].number;
  });
}
