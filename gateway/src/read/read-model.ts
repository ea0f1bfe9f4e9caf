import type { Pool } from 'pg';
import { notFound } from '../common/problem';
import type { EngineDatabase } from './engine-database';
import { LargeTotals } from './large-totals';
import {
  countStatement,
  filterOf,
  keysStatement,
  ORDER_PREFIX,
  orderColumn,
  pageStatement,
  parametersIn,
  TOTAL_LIMIT,
  type Selection,
  type Statement,
} from './query';
import { checkShape, pageOf, sortingOf, writeCursor, type SearchRequest, type Sorting } from './request';
import type { Bind, ReadServices, Reads, Resource, Row } from './resource';
import { StatementNames } from './statement-names';

export interface SearchAnswer {
  readonly items: object[];
  readonly page: {
    readonly totalItems: number;
    readonly hasMoreTotalItems: boolean;
    readonly startCursor?: string;
    readonly endCursor?: string;
  };
}

/** Answers every search and lookup from the engine's and the gateway's tables (docs/adr/2026-11-25-sql-read-model.md). */
export class ReadModel implements Reads {
  private readonly names = new StatementNames();
  private readonly totals = new LargeTotals();

  /** @param engine reads the engine's tables only @param gateway the gateway's own tables */
  constructor(
    private readonly engine: EngineDatabase,
    private readonly gateway: Pool,
    private readonly services: ReadServices,
  ) {}

  /** Throws when the engine's database does not answer, or has a schema that is not known here. */
  async ping(): Promise<void> {
    await this.engine.query('SELECT 1');
  }

  /** A page of a resource. Throws INVALID_ARGUMENT naming what the request may not hold. */
  async search(resource: Resource, body: unknown, scope?: (bind: Bind) => string): Promise<SearchAnswer> {
    const request = checkShape(body);
    const sorting = sortingOf(request, resource);
    const page = pageOf(request, sorting.length);
    const selection = await this.select(resource, request, sorting, scope);
    const rows = page.limit === 0 ? [] : await this.run<Row>(resource, pageStatement(selection, sorting, page));
    // a first page with room left is everything there is
    const isAll = rows.length < page.limit && !page.from && !page.cursor;
    const total = isAll ? rows.length : await this.count(resource, selection);
    if (page.cursor?.backward) {
      rows.reverse();
    }
    const cursor = (row: Row | undefined) =>
      row && writeCursor(sorting.map((_order, index) => row[orderColumn(index)] ?? null));
    return {
      items: await resource.present(rows.map(withoutOrder), this.services),
      page: {
        totalItems: Math.min(total, TOTAL_LIMIT),
        hasMoreTotalItems: total > TOTAL_LIMIT,
        ...(rows.length > 0 ? { startCursor: cursor(rows[0]), endCursor: cursor(rows.at(-1)) } : {}),
      },
    };
  }

  /** What belongs to an owner. A request that cannot be read is refused as such before an owner that is not there: NOT_FOUND. */
  async searchOf(owner: Resource, key: string, search: () => Promise<SearchAnswer>): Promise<SearchAnswer> {
    const answer = await search();
    if (answer.page.totalItems === 0) {
      await this.get(owner, key);
    }
    return answer;
  }

  /** Every match of a filter, without pages: for what is not shown to clients in pages. */
  async all(resource: Resource, filter: Record<string, unknown>): Promise<object[]> {
    const { items } = await this.search(resource, { filter, page: { limit: TOTAL_LIMIT } });
    return items;
  }

  /** The keys of everything that a filter finds, oldest first. */
  async keys(resource: Resource, filter: Record<string, unknown>): Promise<string[]> {
    const selection = await this.select(resource, checkShape({ filter }), []);
    const rows = await this.run<{ key: string }>(resource, keysStatement(selection));
    return rows.map((row) => row.key);
  }

  /** The resource with a key, or undefined. */
  async find<T = object>(resource: Resource, key: string): Promise<T | undefined> {
    const known = resource.fields[resource.key]!;
    if (known.type === 'key' && !/^-?\d{1,25}$/.test(key)) {
      return undefined;
    }
    const scope = (bind: Bind) => `${known.sql} = ${bind(key)}::text`;
    const selection = await this.select(resource, {}, [], scope);
    const rows = await this.run<Row>(
      resource,
      pageStatement(selection, [{ field: resource.key, descending: false }], { limit: 1, from: 0 }),
    );
    return (await resource.present(rows.map(withoutOrder), this.services))[0] as T | undefined;
  }

  /** The resource with a key. Throws NOT_FOUND as Camunda says it. */
  async get<T = object>(resource: Resource, key: string): Promise<T> {
    const found = await this.find<T>(resource, key);
    if (!found) {
      const by =
        resource.fields[resource.key]!.type === 'key' ? 'key' : resource.key === 'username' ? 'username' : 'id';
      throw notFound(`${resource.name} with ${by} '${key}' not found`);
    }
    return found;
  }

  /** A query over the engine's tables that is no search: statistics, trees. `text` holds no client's input. */
  async engineRows<T>(text: string, values: unknown[]): Promise<T[]> {
    return (await this.engine.query(text, values)).rows as T[];
  }

  /** The same over the gateway's own tables. */
  async gatewayRows<T>(text: string, values: unknown[]): Promise<T[]> {
    return (await this.gateway.query({ name: this.names.of(text), text, values })).rows as T[];
  }

  /** A filter as a sub-select of keys within another statement: the process instances that statistics count. */
  async keysWithin(resource: Resource, filter: Record<string, unknown>, values: unknown[]): Promise<string> {
    const bind: Bind = (value) => `$${values.push(value)}`;
    const conditions = await filterOf(resource, filter, bind, this.services);
    const where = [...(resource.where ? [resource.where] : []), ...conditions, 'true'].join(' AND ');
    return `SELECT ${resource.fields[resource.key]!.sql} FROM ${resource.from} WHERE ${where}`;
  }

  private async select(
    resource: Resource,
    request: SearchRequest,
    sorting: readonly Sorting[],
    scope?: (bind: Bind) => string,
  ): Promise<Selection> {
    const parameters: Record<string, unknown> = {};
    for (const name of parametersIn(resource, request, sorting)) {
      parameters[name] = await resource.parameters![name]!(this.services, request.filter ?? {});
    }
    const lists = resource.listing?.lists(request.filter ?? {});
    const listed = lists && (await this.engine.offersTasks()) ? { lists } : {};
    return { resource, request, scope, parameters, services: this.services, ...listed };
  }

  private async count(resource: Resource, selection: Selection): Promise<number> {
    const statement = await countStatement(selection);
    return this.totals.of(statement, async () => {
      const [counted] = await this.run<{ total: number }>(resource, statement);
      return counted!.total;
    });
  }

  private async run<T>(resource: Resource, statement: Statement | Promise<Statement>): Promise<T[]> {
    const { text, values } = await statement;
    return resource.database === 'engine' ? this.engineRows(text, values) : this.gatewayRows(text, values);
  }
}

/** A row without the values that only its place in the order needs. */
function withoutOrder(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(ORDER_PREFIX)));
}
