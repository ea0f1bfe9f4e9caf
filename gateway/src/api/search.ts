import { invalidArgument } from '../common/problem';

/** A search request as every v2 search endpoint takes it. */
export interface SearchRequest {
  filter?: Record<string, unknown>;
  sort?: { field: string; order?: string }[];
  page?: { from?: number; limit?: number };
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

/** The page asked for; cursors are refused, because Operaton pages by offset. */
export function pageOf(request: SearchRequest): { firstResult: number; maxResults: number } {
  const page = (request.page ?? {}) as Record<string, unknown>;
  if (page.after !== undefined || page.before !== undefined) {
    throw invalidArgument('page.after and page.before are not supported: page with from and limit');
  }
  const from = Number(page.from ?? 0);
  const limit = Number(page.limit ?? DEFAULT_LIMIT);
  if (!(from >= 0) || !(limit >= 0) || limit > MAX_LIMIT) {
    throw invalidArgument(
      `The value for page.limit is '${limit}' but must be a non-negative number up to ${MAX_LIMIT}.`,
    );
  }
  return { firstResult: from, maxResults: limit };
}

/** The one value, or the list of values, that a filter property allows: plain, `$eq` or `$in`; anything else is refused by name. */
export function valuesOf(filter: Record<string, unknown>, property: string): string[] | undefined {
  const value = filter[property];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'object') {
    return [typeof value === 'string' ? value : JSON.stringify(value)];
  }
  const condition = value as Record<string, unknown>;
  for (const operator of Object.keys(condition)) {
    if (operator !== '$eq' && operator !== '$in') {
      throw invalidArgument(`The filter '${property}' does not support the operator '${operator}'`);
    }
  }
  return '$in' in condition ? (condition.$in as unknown[]).map(String) : [String(condition.$eq)];
}

/** One value of a filter property. Throws where several are given and the engine can compare with one only. */
export function valueOf(filter: Record<string, unknown>, property: string): string | undefined {
  const values = valuesOf(filter, property);
  if (values && values.length > 1) {
    throw invalidArgument(`The filter '${property}' supports one value only`);
  }
  return values?.[0];
}

/** Refuses filter properties that the endpoint would otherwise silently ignore. */
export function refuseOthers(filter: Record<string, unknown>, supported: readonly string[]): void {
  for (const property of Object.keys(filter)) {
    if (!supported.includes(property) && filter[property] !== undefined) {
      throw invalidArgument(`The filter '${property}' is not supported`);
    }
  }
}

/** Operaton's sorting for the fields that an endpoint can sort by. */
export function sortingOf(
  request: SearchRequest,
  fields: Readonly<Record<string, string>>,
): { sortBy: string; sortOrder: string }[] {
  return (request.sort ?? []).map(({ field, order }) => {
    const sortBy = fields[field];
    if (!sortBy) {
      throw invalidArgument(`Sorting by '${field}' is not supported`);
    }
    return { sortBy, sortOrder: (order ?? 'ASC').toLowerCase() };
  });
}

/** The answer of a search. */
export function found(items: unknown[], total: number): object {
  return { items, page: { totalItems: total, hasMoreTotalItems: false } };
}

/** Operaton's dates (`+0000`) as RFC 3339 in UTC; nothing where there is none. */
export function date(value: string | null | undefined): string | undefined {
  return value ? new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).toISOString() : undefined;
}
