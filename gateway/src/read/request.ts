import { badRequest, invalidArgument } from '../common/problem';
import type { Resource } from './resource';

/** A search request as every v2 search endpoint takes it. */
export interface SearchRequest {
  filter?: Record<string, unknown>;
  sort?: { field: string; order?: string }[];
  page?: Record<string, unknown>;
}

export interface Sorting {
  readonly field: string;
  readonly descending: boolean;
}

/** Where a page begins: at an offset, or beside the row of a cursor. */
export interface Page {
  readonly limit: number;
  readonly from: number;
  readonly cursor?: { readonly values: (string | null)[]; readonly backward: boolean };
}

const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 10_000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Refuses what a search request may not hold, before anything of it is used. */
export function checkShape(body: unknown): SearchRequest {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw badRequest('Request body cannot be parsed');
  }
  for (const property of Object.keys(body)) {
    if (!['filter', 'sort', 'page', 'truncateValues'].includes(property)) {
      throw badRequest(`Request property [${property}] cannot be parsed`);
    }
  }
  const request = body as SearchRequest;
  for (const property of ['filter', 'page'] as const) {
    const value: unknown = request[property];
    if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value))) {
      throw badRequest(`Request property [${property}] cannot be parsed`);
    }
  }
  return request;
}

/** The orderings asked for, ended by the resource's key so that every row has its one place. */
export function sortingOf(request: SearchRequest, resource: Resource): Sorting[] {
  const asked = request.sort ?? [];
  if (!Array.isArray(asked)) {
    throw badRequest('Request property [sort] cannot be parsed');
  }
  const sortable = Object.entries(resource.fields).filter(([, field]) => field.sort);
  const sorting = asked.map(({ field, order }) => {
    if (field === undefined || field === null) {
      throw invalidArgument('Sort field must not be null.');
    }
    if (!sortable.some(([name]) => name === field)) {
      throw badRequest(
        `Unexpected value '${String(field)}' for enum field 'field'. Use any of the following values: [${sortable.map(([name]) => name).join(', ')}]`,
      );
    }
    const direction = (order ?? 'ASC').toString().toUpperCase();
    if (direction !== 'ASC' && direction !== 'DESC') {
      throw badRequest(
        `Unexpected value '${String(order)}' for enum field 'order'. Use any of the following values: [ASC, DESC]`,
      );
    }
    return { field, descending: direction === 'DESC' };
  });
  const ordered: Sorting[] = sorting.length > 0 ? sorting : [...(resource.order ?? [])];
  return ordered.some(({ field }) => field === resource.key)
    ? ordered
    : [...ordered, { field: resource.key, descending: false }];
}

/** The page asked for. Throws INVALID_ARGUMENT for one that cannot be. */
export function pageOf(request: SearchRequest, orderings: number): Page {
  const page = request.page ?? {};
  for (const property of Object.keys(page)) {
    if (!['from', 'limit', 'after', 'before'].includes(property)) {
      throw badRequest(`Request property [page.${property}] cannot be parsed`);
    }
  }
  const given = ['from', 'after', 'before'].filter((name) => page[name] !== undefined && page[name] !== null);
  if (given.length > 1) {
    throw badRequest('Only one of [from, after, before] is allowed.');
  }
  const limit = count(page.limit, 'limit', DEFAULT_LIMIT);
  if (limit > MAX_LIMIT) {
    throw invalidArgument(`The value for page.limit is '${limit}' but must be at most ${MAX_LIMIT}.`);
  }
  const cursor = page.after ?? page.before;
  return {
    limit,
    from: count(page.from, 'from', 0),
    ...(cursor === undefined || cursor === null
      ? {}
      : { cursor: { values: readCursor(cursor, orderings), backward: (page.before ?? null) !== null } }),
  };
}

function count(value: unknown, name: string, otherwise: number): number {
  if (value === undefined || value === null) {
    return otherwise;
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw badRequest(`Request property [page.${name}] cannot be parsed`);
  }
  if (value < 0) {
    throw invalidArgument(`The value for page.${name} is '${value}' but must be a non-negative number.`);
  }
  return value;
}

/** A row's place in an ordering as base64 of its values. */
export const writeCursor = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64');

function readCursor(cursor: unknown, orderings: number): (string | null)[] {
  try {
    if (typeof cursor === 'string' && BASE64.test(cursor)) {
      const values = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as unknown;
      if (
        Array.isArray(values) &&
        values.length === orderings &&
        values.every((value) => value === null || typeof value === 'string')
      ) {
        return values as (string | null)[];
      }
    }
  } catch {
    // not one of ours: refused below
  }
  throw invalidArgument(`The cursor '${String(cursor)}' does not belong to this search and its sorting.`);
}
