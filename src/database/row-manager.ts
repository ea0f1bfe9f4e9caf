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

/** Made once for each combination of columns. */
const statements = new WeakMap<EntityMetadata, Map<string, string>>();

/**
 * An entity manager that does the plain things by statements that are there already: one row read, written or changed by the values of
 * its columns. TypeORM makes a query of each of them anew, which takes it three times as long as everything else that a row takes the app
 * (measured: bench:lifecycle). Whatever is not plain (operators, relations, functions, defaults that are to be told) is TypeORM's.
 */
export class RowManager extends EntityManager {
  override async findOneBy<Entity extends ObjectLiteral>(
    ...[target, where]: Parameters<typeof EntityManager.prototype.findOneBy<Entity>>
  ): Promise<Entity | null> {
    const sought = this.sought(target, where);
    return sought ? this.read(target, sought, '') : super.findOneBy(target, where);
  }

  override async findOne<Entity extends ObjectLiteral>(
    ...[target, options]: Parameters<typeof EntityManager.prototype.findOne<Entity>>
  ): Promise<Entity | null> {
    const { where, lock, ...more } = options;
    const plain = Object.keys(more).length === 0 && (lock === undefined || lock.mode === 'pessimistic_write');
    const sought = plain ? this.sought(target, where) : undefined;
    return sought ? this.read(target, sought, lock ? ' FOR UPDATE' : '') : super.findOne(target, options);
  }

  override async existsBy<Entity extends ObjectLiteral>(
    ...[target, where]: Parameters<typeof EntityManager.prototype.existsBy<Entity>>
  ): Promise<boolean> {
    const sought = this.sought(target, where);
    if (!sought) return super.existsBy(target, where);
    const metadata = this.connection.getMetadata(target);
    const statement = statementOf(metadata, `exists ${namesOf(sought)}`, () => {
      return `${BY_KEY} SELECT 1 FROM ${tableOf(metadata)} WHERE ${conditionOf(sought)} LIMIT 1`;
    });
    const rows: unknown[] = await this.query(statement, this.parametersOf(sought));
    return rows.length > 0;
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
    const statement = statementOf(metadata, `update ${namesOf(given)} by ${namesOf(sought)}`, () => {
      const set = given.map(([column], index) => `${nameOf(column)} = $${index + 1}`).join(', ');
      return `UPDATE ${tableOf(metadata)} SET ${set} WHERE ${conditionOf(sought, given.length)}`;
    });
    const [raw, affected]: [unknown, number] = await this.query(statement, this.parametersOf([...given, ...sought]));
    return UpdateResult.from(Object.assign(new QueryResult(), { raw, affected }));
  }

  /** See `insertIfNew`. */
  async writeIfNew(target: EntityTarget<ObjectLiteral>, row: object): Promise<boolean> {
    const given = this.given(target, row);
    if (!given) throw new TypeError('A row is written by the values of its columns');
    const { records } = await this.write(target, given, ' ON CONFLICT DO NOTHING RETURNING 1 AS written');
    return records.length > 0;
  }

  private async read<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    sought: Given,
    lock: string,
  ): Promise<Entity | null> {
    const metadata = this.connection.getMetadata(target);
    const columns = metadata.columns.filter(({ isSelect }) => isSelect);
    const statement = statementOf(metadata, `read ${namesOf(sought)}${lock}`, () => {
      const from = `${columns.map(nameOf).join(', ')} FROM ${tableOf(metadata)}`;
      return `SELECT ${from} WHERE ${conditionOf(sought)} LIMIT 1${lock}`;
    });
    const [row]: Record<string, unknown>[] = await this.query(statement, this.parametersOf(sought));
    if (!row) return null;
    const entity = metadata.create(this.queryRunner, { fromDeserializer: true }) as Entity;
    for (const column of columns) {
      column.setEntityValue(entity, this.connection.driver.prepareHydratedValue(row[column.databaseName], column));
    }
    return entity;
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

  /** What a row is looked for by; undefined where it is not by values alone, or by none. */
  private sought(target: EntityTarget<ObjectLiteral>, where: unknown): Given | undefined {
    if (typeof where !== 'object' || where === null || Array.isArray(where)) return undefined;
    const given = this.given(target, where);
    const plain = given?.every(
      ([, value]) => value instanceof Date || ['string', 'number', 'boolean'].includes(typeof value),
    );
    return plain && given!.length > 0 ? given : undefined;
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
const conditionOf = (sought: Given, after = 0): string =>
  sought.map(([column], index) => `${nameOf(column)} = $${after + index + 1}`).join(' AND ');
