import pg from 'pg';
import { refuseSecondConnection } from './one-connection';

/** What a statement of our own begins with that asks by keys: the others, which search and count, are planned for what they ask. */
export const BY_KEY = '/* by key */';
/** Those, and what TypeORM writes: it quotes every name. */
const KEPT = /^(?:\/\* by key \*\/|(?:SELECT(?: 1 AS)?|INSERT INTO|UPDATE|DELETE FROM) ")/;
/** The best way to a list depends on what is asked for; lists of values and of rows are as many texts as they have lengths. */
const VARIED = /\bORDER BY\b|\bIN \(\$\d+,|\), ?\(/;
/** Statements in all: a connection keeps the plan of each. */
const MOST = 300;

const names = new Map<string, string>();

/**
 * The name under which connections keep a statement's plan; undefined for what is planned each time. To read a row of a wide table by
 * its key takes PostgreSQL longer to plan than to do (measured: bench:lifecycle).
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST || !KEPT.test(text) || VARIED.test(text)) {
    return known;
  }
  const name = `kept-${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** pg's client without its overloads. */
type AnyClient = new (...settings: unknown[]) => { query(...parameters: unknown[]): unknown };

/** A client that has its connection keep the plans of named statements. */
class PreparingClient extends (pg.Client as unknown as AnyClient) {
  override query(text: unknown, values?: unknown, ...more: unknown[]): unknown {
    const name = typeof text === 'string' && Array.isArray(values) ? statementName(text) : undefined;
    return name ? super.query({ name, text, values }, ...more) : super.query(text, values, ...more);
  }
}

class PreparingPool extends pg.Pool {
  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: PreparingClient as unknown as typeof pg.Client });
  }

  override connect(...parameters: unknown[]): never {
    refuseSecondConnection();
    return super.connect(...(parameters as [])) as never;
  }
}

/** TypeORM's `driver`: pg, whose connections keep plans. */
export const preparingDriver = { ...pg, Pool: PreparingPool };
