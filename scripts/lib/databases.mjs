// One server, a database each for the app, the engine and the gateway; where the account may make none, a schema each.
import pg from 'pg';
import { UserError } from './messages.mjs';

/** Runs `use` with a connection, which is closed whatever happens. */
export async function withClient(connectionString, use) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The same address with another database name. */
export function inDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.toString();
}

/** The name of an address's database. */
export const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';

/** An address without its password, for people. */
export function withoutPassword(url) {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.toString();
}

/** Makes a database if there is none of that name. */
export async function createDatabase(client, name) {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount) return;
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // another process was faster
    if (error.code !== '42P04') throw error;
  }
}

/** On a server of our own: databases hotline, engine and gateway. Answers their addresses. */
export async function ownDatabases(serverUrl) {
  return withClient(serverUrl, async (client) => {
    for (const name of ['hotline', 'engine', 'gateway']) await createDatabase(client, name);
    const address = (name) => inDatabase(serverUrl, name);
    return { app: address('hotline'), engine: address('engine'), gateway: address('gateway') };
  });
}

const schemas = ['hotline_engine', 'hotline_gateway'];

/**
 * With DATABASE_URL: the app has that database; engine and gateway have <name>_engine and <name>_gateway if the account
 * may make databases, else the schemas hotline_engine and hotline_gateway in it. What an earlier run used is used
 * again, whatever the account may do by now.
 */
export async function givenDatabases(url) {
  const target = withoutPassword(url);
  const name = databaseOf(url);
  try {
    await withClient(url, () => {});
  } catch (error) {
    if (error.code !== '3D000') throw new UserError('database-unreachable', { target, reason: reasonOf(error) });
    await makeMissing(url, name, target);
  }
  const inSchemas = { app: url, engine: inSchema(url, schemas[0]), gateway: inSchema(url, schemas[1]) };
  return withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_namespace where nspname = any($1)', [schemas]);
    if (rowCount === schemas.length) return inSchemas;
    try {
      for (const part of ['engine', 'gateway']) await createDatabase(client, `${name}_${part}`);
      return { app: url, engine: inDatabase(url, `${name}_engine`), gateway: inDatabase(url, `${name}_gateway`) };
    } catch (error) {
      if (error.code !== '42501') throw error;
    }
    try {
      for (const schema of schemas) await client.query(`create schema if not exists ${schema}`);
      return inSchemas;
    } catch (error) {
      throw new UserError('database-no-room', { reason: reasonOf(error) });
    }
  });
}

async function makeMissing(url, name, target) {
  try {
    await withClient(inDatabase(url, 'postgres'), (client) => createDatabase(client, name));
  } catch (error) {
    throw new UserError('database-unreachable', { target, reason: reasonOf(error) });
  }
}

function inSchema(url, schema) {
  const changed = new URL(url);
  changed.searchParams.set('options', `-c search_path=${schema}`);
  return changed.toString();
}

/** An address in Java's words: {url, user, password}; a search path becomes the driver's currentSchema. */
export function jdbc(url) {
  const { hostname, port, searchParams, username, password } = new URL(url);
  const parameters = new URLSearchParams();
  const schema = /search_path=(\w+)/.exec(searchParams.get('options') ?? '')?.[1];
  if (schema) parameters.set('currentSchema', schema);
  const ssl = searchParams.get('sslmode');
  if (ssl) parameters.set('sslmode', ssl);
  const query = parameters.size > 0 ? `?${parameters}` : '';
  return {
    url: `jdbc:postgresql://${hostname}:${port || 5432}/${encodeURIComponent(databaseOf(url))}${query}`,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

const reasonOf = (error) => error.message || error.code || String(error);
