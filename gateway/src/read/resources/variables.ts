import { boolean, key, lastPart, tenant, text, type CustomFilter, type Resource, type Row } from '../resource';
import { jsonOf, TRUNCATED_AT, valueCondition, visible } from '../variable-value';

const VALUE = jsonOf('v', 'b');
/** Values are ordered by how they begin: a cursor has no room for more. */
const ORDERED_BY = 64;

const valueFilter: CustomFilter = (value, { bind, path }) => valueCondition(value, bind, path.replace(/\.value$/, ''));

function shown(row: Row, truncate: boolean): object {
  const value = row.value as string;
  const long = truncate && value.length > TRUNCATED_AT;
  return {
    name: row.name,
    value: long ? value.slice(0, TRUNCATED_AT) : value,
    isTruncated: long,
    tenantId: row.tenantId,
    variableKey: row.variableKey,
    scopeKey: row.scopeKey,
    processInstanceKey: row.processInstanceKey,
  };
}

/** Variables of all scopes, from history. @param truncate cut long values, as searches do unless told otherwise */
export const variableResource = (truncate: boolean): Resource => ({
  name: 'Variable',
  database: 'engine',
  from: 'act_hi_varinst v LEFT JOIN act_ge_bytearray b ON b.id_ = v.bytearray_id_',
  where: visible('v'),
  key: 'variableKey',
  fields: {
    variableKey: key('v.id_'),
    name: text('v.name_'),
    value: text(VALUE, { order: `left(${VALUE}, ${ORDERED_BY})` }),
    tenantId: tenant(),
    scopeKey: key(`COALESCE(${lastPart('v.act_inst_id_')}, v.proc_inst_id_)`),
    processInstanceKey: key('v.proc_inst_id_'),
    isTruncated: boolean(`(length(${VALUE}) > ${TRUNCATED_AT})`, { sort: false, answer: false }),
  },
  filters: { value: valueFilter },
  present: (rows) => rows.map((row) => shown(row, truncate)),
});

/** What getVariable answers: the whole value, and no word of truncation. */
export const fullVariable = {
  ...variableResource(false),
  present: (rows: Row[]) =>
    rows.map((row) => {
      const { isTruncated: _isTruncated, ...rest } = shown(row, false) as Record<string, unknown>;
      return rest;
    }),
} satisfies Resource;

/** Variables that a user task sees: its own and those of every scope around it, the nearest last. */
export const userTaskVariableResource = (truncate: boolean): Resource => {
  const all = variableResource(truncate);
  return {
    ...all,
    from: `(WITH RECURSIVE scope(id, depth) AS (
        SELECT t.act_inst_id_, 0 FROM act_hi_taskinst t WHERE t.id_ = {task}
        UNION ALL SELECT a.parent_act_inst_id_, scope.depth + 1 FROM scope JOIN act_hi_actinst a ON a.id_ = scope.id
      ) SELECT w.*, scope.depth FROM scope JOIN act_hi_varinst w ON w.act_inst_id_ = scope.id
        AND w.proc_inst_id_ = (SELECT t.proc_inst_id_ FROM act_hi_taskinst t WHERE t.id_ = {task})) v
      LEFT JOIN act_ge_bytearray b ON b.id_ = v.bytearray_id_`,
    fields: { ...all.fields, depth: { ...key('v.depth'), type: 'integer', filter: false, answer: false } },
    order: [{ field: 'depth', descending: true }],
  };
};
