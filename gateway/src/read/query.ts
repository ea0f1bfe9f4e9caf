import { badRequest } from '../common/problem';
import { conditionOf } from './condition';
import type { Page, SearchRequest, Sorting } from './request';
import type { Bind, Field, ReadServices, Resource } from './resource';

/** A statement with its parameters; text never holds a client's input. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** Totals are counted up to here, as Camunda's secondary storage does. */
export const TOTAL_LIMIT = 10_000;

/** Column names under which the values of the orderings are selected, for cursors. */
export const ORDER_PREFIX = 'order ';
export const orderColumn = (index: number) => `${ORDER_PREFIX}${index}`;

const orderSql = (field: Field) =>
  field.order ?? (field.type === 'text' || field.type === 'enum' ? `(${field.sql}) COLLATE "C"` : field.sql);
const ORDER_CASTS: Partial<Record<Field['type'], string>> = {
  key: '::bigint',
  integer: '::bigint',
  boolean: '::boolean',
  date: '::timestamp',
};

/** A builder for one statement: parameters in order, and the resource's own `{name}` parameters. */
class Builder {
  readonly values: unknown[] = [];
  readonly bind: Bind = (value) => `$${this.values.push(value)}`;
  private readonly bound = new Map<string, string>();

  constructor(private readonly parameters: Readonly<Record<string, unknown>>) {}

  statement(text: string): Statement {
    const filled = text.replace(/\{(\w+)\}/g, (_found, name: string) => {
      if (!this.bound.has(name)) {
        this.bound.set(name, this.bind(this.parameters[name]));
      }
      return this.bound.get(name)!;
    });
    return { text: filled, values: this.values };
  }
}

/** The conditions of a filter; every property must hold, and one of `$or` where the resource has it. */
export async function filterOf(
  resource: Resource,
  filter: Record<string, unknown>,
  bind: Bind,
  services: ReadServices,
  path = 'filter',
): Promise<string[]> {
  const conditions: string[] = [];
  for (const [property, value] of Object.entries(filter)) {
    if (value === undefined || value === null) {
      continue;
    }
    const at = `${path}.${property}`;
    const custom = resource.filters?.[property];
    const field = resource.fields[property];
    if (property === '$or' && resource.or && Array.isArray(value)) {
      conditions.push(await anyOf(resource, value, bind, services, at));
    } else if (custom) {
      conditions.push(await custom(value, { bind, path: at, filter, services }));
    } else if (field?.filter) {
      conditions.push(conditionOf(field, value, bind, at));
    } else if (!isEmptyList(value)) {
      throw badRequest(`Request property [${at}] cannot be parsed`);
    }
  }
  return conditions;
}

/** Camunda's Java client sends the lists of a filter that it was not asked to fill, also those that a later version has. */
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

async function anyOf(resource: Resource, branches: unknown[], bind: Bind, services: ReadServices, path: string) {
  const alternatives: string[] = [];
  for (const [index, branch] of branches.entries()) {
    const at = `${path}[${index}]`;
    if (branch === null || typeof branch !== 'object' || Array.isArray(branch)) {
      throw badRequest(`Request property [${at}] cannot be parsed`);
    }
    const filter = branch as Record<string, unknown>;
    alternatives.push(allOf(await filterOf({ ...resource, or: false }, filter, bind, services, at)));
  }
  return alternatives.length === 0 ? 'true' : `(${alternatives.join(' OR ')})`;
}

const allOf = (conditions: readonly string[]) =>
  conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' AND ');

/** Names of the resource's `{name}` parameters that a search's SQL can hold. */
export function parametersIn(resource: Resource, request: SearchRequest, sorting: readonly Sorting[]): string[] {
  const used = [
    resource.from,
    resource.where ?? '',
    ...Object.entries(resource.fields)
      .filter(
        ([name, field]) => field.answer || sorting.some((order) => order.field === name) || mentions(request, name),
      )
      .map(([, field]) => field.sql),
  ].join(' ');
  return Object.keys(resource.parameters ?? {}).filter((name) => used.includes(`{${name}}`));
}

function mentions(request: SearchRequest, name: string): boolean {
  const branches = (request.filter?.$or ?? []) as Record<string, unknown>[];
  return [request.filter ?? {}, ...(Array.isArray(branches) ? branches : [])].some(
    (filter) => filter !== null && typeof filter === 'object' && name in filter,
  );
}

/** What every statement about a search shares: its resource, its filter and the conditions that an endpoint adds. */
export interface Selection {
  readonly resource: Resource;
  readonly request: SearchRequest;
  /** A condition of the endpoint itself: incidents of one process instance. */
  readonly scope?: (bind: Bind) => string;
  /** The lists that it asks for, where the resource's listing has them. */
  readonly lists?: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly services: ReadServices;
}

async function conditionsOf({ resource, request, scope, services, lists }: Selection, bind: Bind): Promise<string[]> {
  const filter = Object.entries(request.filter ?? {}).filter(
    ([property]) => !lists || !resource.listing!.answers.includes(property),
  );
  return [
    ...(resource.where && !lists ? [resource.where] : []),
    ...(scope ? [scope(bind)] : []),
    ...(await filterOf(resource, Object.fromEntries(filter), bind, services)),
  ];
}

/** An ordering as its statement says it. */
interface Order {
  readonly field: string;
  readonly sql: string;
  /** Direction, and where rows without a value come. */
  readonly way: string;
}

/** The first so many of a list, in which order. */
interface First {
  readonly limit: number;
  readonly orders: readonly Order[];
}

/**
 * The keys of what is in the lists and fulfils the conditions: the first of each list. What is in several lists comes once. Its own
 * tables are read only where a condition or an order is about them.
 */
function listed(
  { resource, lists }: Selection,
  conditions: readonly string[],
  bind: Bind,
  { limit, orders }: First,
): string {
  const { table, list, key, columns } = resource.listing!;
  const own = conditions.length > 0 || orders.some(({ field }) => !columns[field]);
  const from = own
    ? `${table} o JOIN (${resource.from}) ON ${resource.fields[resource.key]!.sql} = o.${key}::text`
    : `${table} o`;
  const order = orders.map(({ field, sql, way }) => `(${columns[field] ?? sql}) ${way}`).join(', ');
  // the limit is a number within the statement: which plan is best depends on it
  return (
    `SELECT DISTINCT found.${key} FROM unnest(${bind(lists)}::text[]) AS n (name) CROSS JOIN LATERAL (SELECT o.${key} FROM ${from}` +
    ` WHERE o.${list} = n.name AND ${allOf(conditions)}${order && ` ORDER BY ${order}`} LIMIT ${limit}) found`
  );
}

/** The rows of a page, in the order of the search; a page of a backward cursor comes reversed. */
export async function pageStatement(selection: Selection, sorting: readonly Sorting[], page: Page): Promise<Statement> {
  const { resource } = selection;
  const builder = new Builder(selection.parameters);
  const backward = page.cursor?.backward ?? false;
  const orders = sorting.map(({ field, descending }) => ({
    field,
    sql: orderSql(resource.fields[field]!),
    way: `${descending === backward ? 'ASC' : 'DESC'} NULLS ${backward ? 'FIRST' : 'LAST'}`,
  }));
  const conditions = await conditionsOf(selection, builder.bind);
  if (page.cursor) {
    conditions.push(beside(resource, sorting, page.cursor, builder.bind));
  }
  const where = selection.lists
    ? `${resource.fields[resource.key]!.sql} IN (SELECT ${resource.listing!.key}::text FROM (${listed(selection, conditions, builder.bind, { limit: page.from + page.limit, orders })}) k)`
    : allOf(conditions);
  const columns = [
    ...Object.entries(resource.fields)
      .filter(([, field]) => field.answer)
      .map(([name, field]) => `${field.type === 'date' ? `(${field.sql})::timestamptz` : field.sql} AS "${name}"`),
    ...orders.map(({ sql }, index) => `(${sql})::text AS "${orderColumn(index)}"`),
  ];
  return builder.statement(
    `SELECT ${columns.join(', ')} FROM ${resource.from} WHERE ${where}` +
      ` ORDER BY ${orders.map(({ sql, way }) => `(${sql}) ${way}`).join(', ')} LIMIT ${builder.bind(page.limit)} OFFSET ${builder.bind(page.from)}`,
  );
}

/** Rows after (or before) the row whose place the cursor holds; rows without a value come last. */
function beside(resource: Resource, sorting: readonly Sorting[], cursor: NonNullable<Page['cursor']>, bind: Bind) {
  return sorting.reduceRight((rest, { field: name, descending }, index) => {
    const field = resource.fields[name]!;
    const sql = orderSql(field);
    const value = cursor.values[index]!;
    if (value === null) {
      const same = `(${sql}) IS NULL AND ${rest}`;
      return cursor.backward ? `((${sql}) IS NOT NULL OR (${same}))` : `(${same})`;
    }
    const placeholder = `${bind(value)}${ORDER_CASTS[field.type] ?? '::text'}`;
    const beyond = `(${sql}) ${descending === cursor.backward ? '>' : '<'} ${placeholder}`;
    const last = cursor.backward ? '' : ` OR (${sql}) IS NULL`;
    return `(${beyond}${last} OR ((${sql}) = ${placeholder} AND ${rest}))`;
  }, 'false');
}

/** How many rows there are, up to one more than totals are counted to. */
export async function countStatement(selection: Selection): Promise<Statement> {
  const builder = new Builder(selection.parameters);
  const conditions = await conditionsOf(selection, builder.bind);
  const found = selection.lists
    ? listed(selection, conditions, builder.bind, { limit: TOTAL_LIMIT + 1, orders: [] })
    : `SELECT 1 FROM ${selection.resource.from} WHERE ${allOf(conditions)}`;
  return builder.statement(`SELECT count(*)::int AS total FROM (${found} LIMIT ${TOTAL_LIMIT + 1}) AS counted`);
}

/** The keys of all rows: what a batch operation works on. */
export async function keysStatement(selection: Selection): Promise<Statement> {
  const builder = new Builder(selection.parameters);
  const { resource } = selection;
  const key = resource.fields[resource.key]!;
  const conditions = allOf(await conditionsOf({ ...selection, lists: undefined }, builder.bind));
  return builder.statement(
    `SELECT ${key.sql} AS key FROM ${resource.from} WHERE ${conditions} ORDER BY ${orderSql(key)}`,
  );
}
