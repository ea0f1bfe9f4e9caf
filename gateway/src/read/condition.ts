import { badRequest } from '../common/problem';
import type { Bind, Field } from './resource';

const OPERATORS: Readonly<Record<Field['type'], readonly string[]>> = {
  text: ['$eq', '$neq', '$exists', '$in', '$notIn', '$like'],
  key: ['$eq', '$neq', '$exists', '$in', '$notIn'],
  enum: ['$eq', '$neq', '$exists', '$in', '$notIn', '$like'],
  integer: ['$eq', '$neq', '$exists', '$gt', '$gte', '$lt', '$lte', '$in', '$notIn'],
  date: ['$eq', '$neq', '$exists', '$gt', '$gte', '$lt', '$lte', '$in', '$notIn'],
  boolean: ['$eq', '$neq', '$exists'],
  json: [],
};

const COMPARISONS: Readonly<Record<string, string>> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };
const CASTS: Readonly<Record<Field['type'], string>> = {
  text: 'text',
  key: 'text',
  enum: 'text',
  integer: 'bigint',
  boolean: 'boolean',
  // compared with a column without zone: the session's zone is the engine's
  date: 'timestamptz::timestamp',
  json: 'text',
};
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

const unparsable = (property: string) => badRequest(`Request property [${property}] cannot be parsed`);

/** A client's value as the field's type takes it. Throws INVALID_ARGUMENT naming the property. */
export function valueOf(field: Field, value: unknown, property: string): unknown {
  switch (field.type) {
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
        throw unparsable(property);
      }
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') {
        throw unparsable(property);
      }
      return value;
    case 'date':
      if (typeof value !== 'string' || !RFC_3339.test(value) || Number.isNaN(Date.parse(value))) {
        throw badRequest(
          `The provided ${property.split('.').pop()} '${String(value)}' cannot be parsed as a date according to RFC 3339, section 5.6.`,
          'INVALID_ARGUMENT',
        );
      }
      return new Date(value).toISOString();
    case 'enum':
      if (typeof value !== 'string' || !field.values!.includes(value)) {
        throw badRequest(
          `Unexpected value '${String(value)}' for enum field '${property.replace(/^filter\./, '')}'. Use any of the following values: [${field.values!.join(', ')}]`,
        );
      }
      return value;
    case 'key':
      if ((typeof value !== 'string' && typeof value !== 'number') || !/^-?\d{1,25}$/.test(String(value))) {
        throw badRequest(
          `The provided ${property.split('.').pop()} '${String(value)}' is not a valid key. Expected a numeric value. Did you pass an entity id instead of an entity key?.`,
          'INVALID_ARGUMENT',
        );
      }
      return String(value);
    default:
      if (typeof value !== 'string') {
        throw unparsable(property);
      }
      return value;
  }
}

/** Camunda's wildcards (`*` any number of characters, `?` one, `\` before either) as a LIKE pattern. */
export function likePattern(pattern: string): string {
  return pattern.replace(/\\([*?\\])|[%_\\*?]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) {
      return escaped === '\\' ? '\\\\' : escaped;
    }
    return found === '*' ? '%' : found === '?' ? '_' : `\\${found}`;
  });
}

/** The condition of one filter property: a plain value, or operators that must all hold. */
export function conditionOf(field: Field, value: unknown, bind: Bind, property: string): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return equal(field, value, bind, property);
  }
  const conditions = Object.entries(value as Record<string, unknown>)
    .filter(([, operand]) => operand !== undefined && operand !== null)
    .map(([operator, operand]) => operate(field, operator, operand, bind, property));
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

function equal(field: Field, value: unknown, bind: Bind, property: string): string {
  if (field.when) {
    return `(${field.when[valueOf(field, value, property) as string]})`;
  }
  return `${field.sql} = ${bind(valueOf(field, value, property))}::${CASTS[field.type]}`;
}

function operate(field: Field, operator: string, operand: unknown, bind: Bind, property: string): string {
  const path = `${property}.${operator}`;
  if (!OPERATORS[field.type].includes(operator)) {
    throw unparsable(path);
  }
  if (operator in COMPARISONS) {
    return `${field.sql} ${COMPARISONS[operator]} ${bind(valueOf(field, operand, property))}::${CASTS[field.type]}`;
  }
  switch (operator) {
    case '$eq':
      return equal(field, operand, bind, property);
    case '$neq':
      return `${field.sql} IS DISTINCT FROM ${bind(valueOf(field, operand, property))}::${CASTS[field.type]}`;
    case '$exists':
      if (typeof operand !== 'boolean') {
        throw unparsable(path);
      }
      return `${field.sql} IS ${operand ? 'NOT ' : ''}NULL`;
    case '$like':
      if (typeof operand !== 'string') {
        throw unparsable(path);
      }
      return `${field.sql} LIKE ${bind(likePattern(operand))}`;
    default:
      return among(field, operator, operand, bind, property);
  }
}

function among(field: Field, operator: string, operand: unknown, bind: Bind, property: string): string {
  if (!Array.isArray(operand)) {
    throw unparsable(`${property}.${operator}`);
  }
  if (operand.length === 0) {
    // Camunda's Java client sends both lists empty beside what it means
    return 'true';
  }
  if (field.when && operator === '$in') {
    return `(${operand.map((value) => equal(field, value, bind, property)).join(' OR ')})`;
  }
  const list = operand.map((value) => valueOf(field, value, property));
  const [cast, more] = CASTS[field.type].split('::');
  const bound = `${bind(list)}::${cast}[]${more ? `::${more}[]` : ''}`;
  return operator === '$in'
    ? `${field.sql} = ANY(${bound})`
    : `(${field.sql} IS NULL OR ${field.sql} <> ALL(${bound}))`;
}
