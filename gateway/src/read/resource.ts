import type { Catalogue } from '../definitions/catalogue';
import type { DefinitionFactsTable } from '../definitions/facts';

/** How a field's values are compared, ordered and written in answers. */
export type FieldType = 'text' | 'key' | 'integer' | 'boolean' | 'date' | 'enum' | 'json';

/** One property of a resource: where the engine keeps it. `sql` is written here by us and never holds a client's input. */
export interface Field {
  readonly type: FieldType;
  /** The expression over the resource's tables that filters compare and answers show. */
  readonly sql: string;
  /** What orders rows, where that is another expression than `sql`. */
  readonly order?: string;
  /** Values of an enum, as Camunda's API names them. */
  readonly values?: readonly string[];
  /** An enum's values by the condition that a row has them; conditions, unlike the value made of them, use indexes. */
  readonly when?: Readonly<Record<string, string>>;
  /** Named by a filter. */
  readonly filter: boolean;
  /** Named by a sort. */
  readonly sort: boolean;
  /** Selected for answers; a field that only filters is not. */
  readonly answer: boolean;
}

/** Binds a value as a parameter of the statement and answers its placeholder. */
export type Bind = (value: unknown) => string;

/** What a resource may ask the read model (read-model.ts) for beside its own statement. */
export interface Reads {
  find<T = object>(resource: Resource, key: string): Promise<T | undefined>;
  keys(resource: Resource, filter: Record<string, unknown>): Promise<string[]>;
  keysWithin(resource: Resource, filter: Record<string, unknown>, values: unknown[]): Promise<string>;
  engineRows<T>(text: string, values: unknown[]): Promise<T[]>;
  gatewayRows<T>(text: string, values: unknown[]): Promise<T[]>;
}

/** Of all services those that reads need. */
export interface ReadServices {
  readonly read: Reads;
  readonly catalogue: Pick<Catalogue, 'get'>;
  readonly facts: Pick<DefinitionFactsTable, 'of'>;
}

/** What a filter property stands in. */
export interface FilterContext {
  readonly bind: Bind;
  /** The property's path, for messages. */
  readonly path: string;
  /** The whole filter: some properties are about the same row of another table. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly services: ReadServices;
}

/** A filter property that is no comparison with one column: variables, tags, batch operations. Answers a condition. */
export type CustomFilter = (value: unknown, context: FilterContext) => string | Promise<string>;

/**
 * A table of what is in lists that people have open, in the order of its indexes: a search of such lists finds the rows of its page
 * there, without reading all that fits. Its alias is `o`.
 */
export interface Listing {
  readonly table: string;
  /** The column with the list's name. */
  readonly list: string;
  /** The column with the key of what is listed, a number. */
  readonly key: string;
  /** The lists that a filter asks for when it asks for those and nothing that is not listed; undefined otherwise. */
  lists(filter: Readonly<Record<string, unknown>>): readonly string[] | undefined;
  /** What of a filter being listed answers. */
  readonly answers: readonly string[];
  /** Columns by the fields that order. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A row as selected: one entry for each field that is answered. */
export type Row = Record<string, unknown>;

/** A resource as a declarative table over the database's own tables; the query builder makes every statement from it. */
export interface Resource {
  /** As the API says it in messages: "Process instance". */
  readonly name: string;
  readonly database: 'engine' | 'gateway';
  /** Tables and joins; fields refer to its aliases. */
  readonly from: string;
  /** Rows that are no part of the API: the translation's own elements and variables. */
  readonly where?: string;
  /** The field that identifies a row; it ends every ordering. */
  readonly key: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly filters?: Readonly<Record<string, CustomFilter>>;
  /** A table in which some searches find their rows; used where it is there. */
  readonly listing?: Listing;
  /** The order where a search asks for none; the key's otherwise. */
  readonly order?: readonly { readonly field: string; readonly descending: boolean }[];
  /** Whether a filter may hold `$or`. */
  readonly or?: boolean;
  /** Values for `{name}` in this resource's SQL, asked for only when a statement holds that name; `filter` is the search's. */
  readonly parameters?: Readonly<
    Record<string, (services: ReadServices, filter: Readonly<Record<string, unknown>>) => Promise<unknown>>
  >;
  /** The answer of a row. A page's rows come together, so that what they need is asked once. */
  present(rows: Row[], services: ReadServices): Promise<object[]> | object[];
}

type Flags = Partial<Pick<Field, 'filter' | 'sort' | 'answer' | 'order'>>;

const field = (type: FieldType, sql: string, flags: Flags, values?: readonly string[]): Field => ({
  type,
  sql,
  filter: true,
  sort: true,
  answer: true,
  ...flags,
  ...(values ? { values } : {}),
});

/** A text column. */
export const text = (sql: string, flags: Flags = {}) => field('text', sql, flags);
/** A key: digits, compared as text (that is how the engine indexes them), ordered as a number. */
export const key = (sql: string, flags: Flags = {}) => field('key', sql, { order: `(${sql})::bigint`, ...flags });
export const integer = (sql: string, flags: Flags = {}) => field('integer', sql, flags);
export const boolean = (sql: string, flags: Flags = {}) => field('boolean', sql, flags);
/** A time of the engine's tables, which hold its local time without a zone; the session's zone is the engine's. */
export const date = (sql: string, flags: Flags = {}) => field('date', sql, flags);
export const enumeration = (values: readonly string[], sql: string, flags: Flags = {}) =>
  field('enum', sql, flags, values);
/** An enum told by conditions, of which exactly one holds for a row. */
export const states = (when: Readonly<Record<string, string>>, flags: Flags = {}): Field => ({
  ...field(
    'enum',
    `(CASE ${Object.entries(when)
      .map(([value, condition]) => `WHEN ${condition} THEN '${value}'`)
      .join(' ')} END)`,
    flags,
    Object.keys(when),
  ),
  when,
});
/** Any JSON value that is only shown. */
export const json = (sql: string) => field('json', sql, { filter: false, sort: false });
/** The one tenant that there is without multi-tenancy. */
export const tenant = (): Field => field('text', `'<default>'::text`, {});

/** An enum of which rows here have one value: others are known, and find nothing. */
export const constant = (value: string, values: readonly string[], flags: Flags = {}) =>
  field('enum', `'${value}'::text`, flags, values);

/** Drops what a row does not have: absent, not null, is how the API leaves a property out. */
export function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

/** The number behind the last colon of an engine id: element instances and decisions are `name:number`. */
export const lastPart = (sql: string) => `split_part(${sql}, ':', -1)`;
