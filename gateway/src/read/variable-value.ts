import { badRequest } from '../common/problem';
import { HIDDEN_VARIABLE_PREFIX } from '../dialect';
import { conditionOf } from './condition';
import { INDEXED_CHARACTERS } from '../common/database';
import { text, type Bind, type CustomFilter } from './resource';

/** Longer values are cut in answers of searches, as Camunda cuts them. */
export const TRUNCATED_AT = 8191;

/** Longer texts stand beside the row, as bytes (TextSerializer.java). */
const TEXT_CHARACTERS = 4000;

/** The engine's name for lists and contexts (JsonValueSerializer.java): short ones stand in the row, long ones and earlier ones beside it. */
export const JSON_TYPE = 'hotline-json';

/** A variable's value as JSON text, over a row of ACT_HI_VARINST and its row of ACT_GE_BYTEARRAY. */
export const jsonOf = (variable: string, bytes: string) =>
  `(CASE ${variable}.var_type_
      WHEN 'string' THEN to_json(COALESCE(${variable}.text_, convert_from(${bytes}.bytes_, 'UTF8')))::text
      WHEN 'boolean' THEN (${variable}.long_ = 1)::text
      WHEN 'null' THEN 'null'
      WHEN '${JSON_TYPE}' THEN COALESCE(${variable}.text_, convert_from(${bytes}.bytes_, 'UTF8'))
      ELSE COALESCE(convert_from(${bytes}.bytes_, 'UTF8'), ${variable}.long_::text, ${variable}.double_::text, to_json(${variable}.text_)::text, 'null')
    END)`;

/** What the index of texts holds of a column or value (engine-database.ts): all of a long text has no room in it. */
const textIndexed = (text: string) => `left(${text}, ${INDEXED_CHARACTERS})`;

/** Variables that Camunda clients see: the translation's and the engine's own are not among them. */
export const visible = (variable: string) =>
  `${variable}.state_ = 'CREATED' AND NOT starts_with(${variable}.name_, '${HIDDEN_VARIABLE_PREFIX}')
   AND ${variable}.name_ NOT IN ('nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances', 'loopCounter', 'decisionResult')`;

/**
 * A filter by variables: each of `[{name, value}]` must be there. `owner` relates `v`, a row of ACT_HI_VARINST, to the filtered row.
 * Texts are compared in their column, which an index leads to; other values as JSON text.
 */
export const variablesFilter =
  (owner: string): CustomFilter =>
  (value, { bind, path }) => {
    if (!Array.isArray(value)) {
      throw badRequest(`Request property [${path}] cannot be parsed`);
    }
    const conditions = (value as { name?: unknown; value?: unknown }[]).map((wanted) => {
      if (typeof wanted?.name !== 'string') {
        throw badRequest('No name provided.', 'INVALID_ARGUMENT');
      }
      if (wanted.value === undefined || wanted.value === null) {
        throw badRequest('No value provided.', 'INVALID_ARGUMENT');
      }
      return `EXISTS (SELECT 1 FROM act_hi_varinst v LEFT JOIN act_ge_bytearray b ON b.id_ = v.bytearray_id_
        WHERE ${owner} AND ${visible('v')} AND v.name_ = ${bind(wanted.name)} AND ${valueCondition(wanted.value, bind, path)})`;
    });
    return conditions.length === 0 ? 'true' : conditions.join(' AND ');
  };

/** The condition of a variable's value: JSON text, or operators on it. */
export function valueCondition(value: unknown, bind: Bind, path: string): string {
  const plain = typeof value === 'string' ? value : equalOnly(value);
  const parsed = plain === undefined ? undefined : parse(plain);
  if (typeof parsed === 'string') {
    const value = bind(parsed);
    if (parsed.length > TEXT_CHARACTERS) {
      return `v.var_type_ = 'string' AND v.text_ IS NULL AND convert_from(b.bytes_, 'UTF8') = ${value}`;
    }
    return `v.var_type_ = 'string' AND ${textIndexed('v.text_')} = ${textIndexed(value)} AND v.text_ = ${value}`;
  }
  return conditionOf(text(jsonOf('v', 'b')), value, bind, `${path}.value`);
}

function equalOnly(value: unknown): string | undefined {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  const [operator, operand] = entries[0] ?? [];
  return entries.length === 1 && operator === '$eq' && typeof operand === 'string' ? operand : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
