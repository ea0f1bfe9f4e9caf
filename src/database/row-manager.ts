import {
  EntityManager,
  type EntityMetadata,
  type EntityTarget,
  FindOperator,
  InsertResult,
  type ObjectLiteral,
  QueryResult,
  UpdateResult,
} from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { BY_KEY } from './prepared-statements';

/** Columns of an entity with values. */
type Given = [ColumnMetadata, unknown][];
/** How a column is compared: with a value, with one of several, or not at all. */
type Comparison = '= ?' | '= ANY (?)' | 'IS NULL' | 'IS NOT NULL';
/** What rows are looked for by. */
type Sought = [ColumnMetadata, Comparison, unknown?][];
/** What a list is asked for with, of all that TypeORM knows. */
interface Listed {
  where?: unknown;
  order?: object;
  take?: number;
  lock?: { mode: string };
}

/** Made once for each combination of columns. */
const statements = new WeakMap<EntityMetadata, Map<string, string>>();

/**
 * An entity manager that does the plain things by statements that are there already: rows read and counted, one row written or changed, by
 * the values of columns. TypeORM makes a query of each of them anew, which takes it three times as long as everything else that a row
 * takes the app (measured: bench:lifecycle). Whatever is not plain (other operators than In, IsNull and Not(IsNull()), relations, functions,
 * defaults that are to be told) is TypeORM's.
 */
export class RowManager extends EntityManager {
  override async findOneBy<Entity extends ObjectLiteral>(
    ...[target, where]: Parameters<typeof EntityManager.prototype.findOneBy<Entity>>
  ): Promise<Entity | null> {
    const rows = this.listed(target, { where, take: 1 });
    return rows ? ((await rows)[0] ?? null) : super.findOneBy(target, where);
  }

  override async findOne<Entity extends ObjectLiteral>(
    ...[target, options]: Parameters<typeof EntityManager.prototype.findOne<Entity>>
  ): Promise<Entity | null> {
    const rows = this.listed(target, { ...options, take: 1 });
    return rows ? ((await rows)[0] ?? null) : super.findOne(target, options);
  }

  override async find<Entity extends ObjectLiteral>(
    ...[target, options]: Parameters<typeof EntityManager.prototype.find<Entity>>
  ): Promise<Entity[]> {
    return this.listed(target, options) ?? super.find(target, options);
  }

  override async findBy<Entity extends ObjectLiteral>(
    ...[target, where]: Parameters<typeof EntityManager.prototype.findBy<Entity>>
  ): Promise<Entity[]> {
    return this.listed(target, { where }) ?? super.findBy(target, where);
  }

  override async countBy<Entity extends ObjectLiteral>(
    ...[target, where]: Parameters<typeof EntityManager.prototype.countBy<Entity>>
  ): Promise<number> {
    const rows = this.told<{ count: number }>(target, where, 'count(*)::int AS count');
    return rows ? (await rows)[0]!.count : super.countBy(target, where);
  }

  override async existsBy<Entity extends ObjectLiteral>(
    ...[target, where]: Parameters<typeof EntityManager.prototype.existsBy<Entity>>
  ): Promise<boolean> {
    const rows = this.told(target, where, '1', ' LIMIT 1');
    return rows ? (await rows).length > 0 : super.existsBy(target, where);
  }

  override async insert<Entity extends ObjectLiteral>(
    ...[target, entity]: Parameters<typeof EntityManager.prototype.insert<Entity>>
  ): Promise<InsertResult> {
    const given = Array.isArray(entity) ? undefined : this.given(target, entity);
    if (!given || this.tellsMore(target, given)) return super.insert(target, entity);
    return InsertResult.from(await this.write(target, given, ''));
  }

  override async update<Entity extends ObjectLiteral>(
    ...[target, criteria, partial]: Parameters<typeof EntityManager.prototype.update<Entity>>
  ): Promise<UpdateResult> {
    const metadata = this.connection.getMetadata(target);
    const [key, ...further] = metadata.primaryColumns;
    const byKey = typeof criteria === 'string' && key && further.length === 0;
    const sought = this.sought(target, byKey ? { [key.propertyName]: criteria } : criteria);
    const given = this.given(target, partial);
    if (!sought || !given || given.length === 0) return super.update(target, criteria, partial);
    const statement = statementOf(metadata, `update ${namesOf(given)} by ${whatOf(sought)}`, () => {
      const set = given.map(([column], index) => `${nameOf(column)} = $${index + 1}`).join(', ');
      return `UPDATE ${tableOf(metadata)} SET ${set} WHERE ${conditionOf(sought, given.length)}`;
    });
    const [raw, affected]: [unknown, number] = await this.query(statement, [
      ...this.parametersOf(given),
      ...this.soughtValues(sought),
    ]);
    return UpdateResult.from(Object.assign(new QueryResult(), { raw, affected }));
  }

  /** See `insertIfNew`. */
  async writeIfNew(target: EntityTarget<ObjectLiteral>, row: object): Promise<boolean> {
    const given = this.given(target, row);
    if (!given) throw new TypeError('A row is written by the values of its columns');
    const { records } = await this.write(target, given, ' ON CONFLICT DO NOTHING RETURNING 1 AS written');
    return records.length > 0;
  }

  /** What is told of rows that are looked for in a plain way; undefined where it is another. */
  private told<Row>(
    target: EntityTarget<ObjectLiteral>,
    where: unknown,
    what: string,
    end = '',
  ): Promise<Row[]> | undefined {
    const sought = this.sought(target, where);
    if (!sought) return undefined;
    const metadata = this.connection.getMetadata(target);
    const statement = statementOf(metadata, `${what} of ${whatOf(sought)}`, () => {
      return `${BY_KEY} SELECT ${what} FROM ${tableOf(metadata)} WHERE ${conditionOf(sought)}${end}`;
    });
    return this.query<Row[]>(statement, this.soughtValues(sought));
  }

  /** The rows that are asked for in a plain way; undefined where it is another. */
  private listed<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    options: Listed | undefined,
  ): Promise<Entity[]> | undefined {
    const { where, order = {}, take, lock, ...more } = options ?? {};
    if (Object.keys(more).length > 0 || (lock && lock.mode !== 'pessimistic_write')) return undefined;
    const sought = this.sought(target, where);
    const metadata = this.connection.getMetadata(target);
    const sorted: string[] = [];
    for (const [name, direction] of Object.entries(order) as [string, unknown][]) {
      const column = metadata.findColumnWithPropertyName(name);
      if (!column || (direction !== 'ASC' && direction !== 'DESC')) return undefined;
      sorted.push(`${nameOf(column)} ${direction}`);
    }
    if (!sought || (take !== undefined && !Number.isInteger(take))) return undefined;
    const by = sorted.length > 0 ? ` ORDER BY ${sorted.join(', ')}` : '';
    return this.read(
      metadata,
      sought,
      `${by}${take === undefined ? '' : ` LIMIT ${take}`}${lock ? ' FOR UPDATE' : ''}`,
    );
  }

  private async read<Entity>(metadata: EntityMetadata, sought: Sought, end: string): Promise<Entity[]> {
    const columns = metadata.columns.filter(({ isSelect }) => isSelect);
    const statement = statementOf(metadata, `read ${whatOf(sought)}${end}`, () => {
      const from = `${columns.map(nameOf).join(', ')} FROM ${tableOf(metadata)}`;
      return `SELECT ${from} WHERE ${conditionOf(sought)}${end}`;
    });
    const rows: Record<string, unknown>[] = await this.query(statement, this.soughtValues(sought));
    return rows.map((row) => {
      const entity = metadata.create(this.queryRunner, { fromDeserializer: true }) as ObjectLiteral;
      for (const column of columns) {
        column.setEntityValue(entity, this.connection.driver.prepareHydratedValue(row[column.databaseName], column));
      }
      return entity as Entity;
    });
  }

  private async write(target: EntityTarget<ObjectLiteral>, given: Given, more: string): Promise<QueryResult> {
    const metadata = this.connection.getMetadata(target);
    const statement = statementOf(metadata, `insert ${namesOf(given)}${more}`, () => {
      const values = given.map((_, index) => `$${index + 1}`).join(', ');
      return `INSERT INTO ${tableOf(metadata)} (${given.map(([column]) => nameOf(column)).join(', ')}) VALUES (${values})${more}`;
    });
    const records: unknown[] = await this.query(statement, this.parametersOf(given));
    return Object.assign(new QueryResult(), { raw: records, records });
  }

  /** What rows are looked for by; undefined where it is not by values of columns alone, or by none. */
  private sought(target: EntityTarget<ObjectLiteral>, where: unknown): Sought | undefined {
    if (typeof where !== 'object' || where === null || Array.isArray(where)) return undefined;
    const metadata = this.connection.getMetadata(target);
    const sought: Sought = [];
    for (const [name, value] of Object.entries(where) as [string, unknown][]) {
      if (value === undefined) continue;
      const column = metadata.findColumnWithPropertyName(name);
      const comparison = comparisonOf(value);
      if (!column || !comparison) return undefined;
      sought.push([column, ...comparison]);
    }
    return sought.length > 0 ? sought : undefined;
  }

  /** The columns that an object has values of; undefined where one of them is no value, or of no column. */
  private given(target: EntityTarget<ObjectLiteral>, values: object): Given | undefined {
    const metadata = this.connection.getMetadata(target);
    const given: Given = [];
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const column = metadata.findColumnWithPropertyName(name);
      if (!column || typeof value === 'function' || value instanceof FindOperator) return undefined;
      given.push([column, value]);
    }
    return given;
  }

  /** Does an insertion tell what the database made up: keys and defaults? TypeORM puts them into the object. */
  private tellsMore(target: EntityTarget<ObjectLiteral>, given: Given): boolean {
    const columns = new Set(given.map(([column]) => column));
    return this.connection
      .getMetadata(target)
      .columns.some((column) => !columns.has(column) && (column.isGenerated || column.default !== undefined));
  }

  private soughtValues(sought: Sought): unknown[] {
    const { driver } = this.connection;
    return sought.filter(hasValue).map(([column, , value]): unknown => {
      const prepared = (one: unknown): unknown => driver.preparePersistentValue(one, column);
      return Array.isArray(value) ? value.map(prepared) : prepared(value);
    });
  }

  private parametersOf(given: Given): unknown[] {
    return given.map(([column, value]): unknown => this.connection.driver.preparePersistentValue(value, column));
  }
}

/** Writes a row unless one with the same unique key is there; whether it did. */
export function insertIfNew<Entity extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  row: Partial<Entity>,
): Promise<boolean> {
  return (manager as RowManager).writeIfNew(target, row);
}

function statementOf(metadata: EntityMetadata, what: string, make: () => string): string {
  let known = statements.get(metadata);
  if (!known) statements.set(metadata, (known = new Map<string, string>()));
  let statement = known.get(what);
  if (statement === undefined) known.set(what, (statement = make()));
  return statement;
}

const nameOf = ({ databaseName }: ColumnMetadata): string => `"${databaseName}"`;
const tableOf = ({ tableName }: EntityMetadata): string => `"${tableName}"`;
const namesOf = (given: Given): string => given.map(([{ propertyName }]) => propertyName).join();
const whatOf = (sought: Sought): string => sought.map(([column, how]) => `${column.propertyName} ${how}`).join();
const hasValue = ([, how]: Sought[number]): boolean => how.includes('?');
const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** @param after how many parameters the statement has before */
function conditionOf(sought: Sought, after = 0): string {
  let place = after;
  return sought.map(([column, how]) => `${nameOf(column)} ${how.replace('?', () => `$${(place += 1)}`)}`).join(' AND ');
}

/** How a column is compared with what TypeORM's `where` says of it; undefined where that is another way. */
function comparisonOf(asked: unknown): [Comparison, unknown?] | undefined {
  if (isPlain(asked) || asked instanceof Date) return ['= ?', asked];
  if (!(asked instanceof FindOperator)) return undefined;
  const { type, value, child } = asked as FindOperator<unknown>;
  if (type === 'in' && Array.isArray(value) && value.every(isPlain)) return ['= ANY (?)', value];
  if (type === 'isNull') return ['IS NULL'];
  return type === 'not' && child?.type === 'isNull' ? ['IS NOT NULL'] : undefined;
}
