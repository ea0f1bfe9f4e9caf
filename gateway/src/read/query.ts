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
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly services: ReadServices;
}

async function conditionsOf({ resource, request, scope, services }: Selection, bind: Bind): Promise<string[]> {
  return [
    ...(resource.where ? [resource.where] : []),
    ...(scope ? [scope(bind)] : []),
    ...(await filterOf(resource, request.filter ?? {}, bind, services)),
  ];
}

/** The rows of a page, in the order of the search; a page of a backward cursor comes reversed. */
export async function pageStatement(selection: Selection, sorting: readonly Sorting[], page: Page): Promise<Statement> {
  const { resource } = selection;
  const builder = new Builder(selection.parameters);
  const orders = sorting.map(({ field, descending }) => ({ sql: orderSql(resource.fields[field]!), descending }));
  const conditions = await conditionsOf(selection, builder.bind);
  if (page.cursor) {
    conditions.push(beside(resource, sorting, page.cursor, builder.bind));
  }
  const columns = [
    ...Object.entries(resource.fields)
      .filter(([, field]) => field.answer)
      .map(([name, field]) => `${field.type === 'date' ? `(${field.sql})::timestamptz` : field.sql} AS "${name}"`),
    ...orders.map(({ sql }, index) => `(${sql})::text AS "${orderColumn(index)}"`),
  ];
  const backward = page.cursor?.backward ?? false;
  const ordering = orders.map(
    ({ sql, descending }) =>
      `(${sql}) ${descending === backward ? 'ASC' : 'DESC'} NULLS ${backward ? 'FIRST' : 'LAST'}`,
  );
  return builder.statement(
    `SELECT ${columns.join(', ')} FROM ${resource.from} WHERE ${allOf(conditions)}` +
      ` ORDER BY ${ordering.join(', ')} LIMIT ${builder.bind(page.limit)} OFFSET ${builder.bind(page.from)}`,
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
  const conditions = allOf(await conditionsOf(selection, builder.bind));
  return builder.statement(
    `SELECT count(*)::int AS total FROM (SELECT 1 FROM ${selection.resource.from} WHERE ${conditions} LIMIT ${TOTAL_LIMIT + 1}) AS counted`,
  );
}

/** The keys of all rows: what a batch operation works on. */
export async function keysStatement(selection: Selection): Promise<Statement> {
  const builder = new Builder(selection.parameters);
  const { resource } = selection;
  const key = resource.fields[resource.key]!;
  const conditions = allOf(await conditionsOf(selection, builder.bind));
  return builder.statement(
    `SELECT ${key.sql} AS key FROM ${resource.from} WHERE ${conditions} ORDER BY ${orderSql(key)}`,
  );
}
