import { Pool, type PoolClient } from 'pg';
import { IDENTITY_TABLES } from '../identity/schema';

/** How much of a text is indexed: btree has no room for a long one, and an id is shorter. */
export const INDEXED_CHARACTERS = 64;

/** Each entry runs once, in order; the schema's history is the list itself. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE gateway.message (
     key bigint PRIMARY KEY,
     name text NOT NULL,
     correlation_key text NOT NULL,
     message_id text,
     variables jsonb NOT NULL,
     expires_at timestamptz NOT NULL,
     open boolean NOT NULL DEFAULT true,
     tries integer NOT NULL DEFAULT 0,
     next_try_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE UNIQUE INDEX message_id_once ON gateway.message (name, correlation_key, message_id) WHERE message_id IS NOT NULL;
   CREATE INDEX message_due ON gateway.message (next_try_at) WHERE open;
   CREATE INDEX message_expiry ON gateway.message (expires_at);
   CREATE SEQUENCE gateway.key START 4503599627370496;
   CREATE TABLE gateway.form (
     key bigint PRIMARY KEY,
     form_id text NOT NULL,
     version integer NOT NULL,
     resource_name text NOT NULL,
     content text NOT NULL,
     deployment_key text NOT NULL,
     UNIQUE (form_id, version)
   );`,
  `CREATE TABLE gateway.batch_operation (
     key bigint PRIMARY KEY,
     type text NOT NULL,
     state text NOT NULL DEFAULT 'CREATED',
     request jsonb NOT NULL DEFAULT '{}',
     total integer NOT NULL DEFAULT 0,
     completed integer NOT NULL DEFAULT 0,
     failed integer NOT NULL DEFAULT 0,
     errors jsonb NOT NULL DEFAULT '[]',
     started_at timestamptz NOT NULL DEFAULT now(),
     ended_at timestamptz
   );
   CREATE TABLE gateway.batch_operation_item (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     batch_operation_key bigint NOT NULL REFERENCES gateway.batch_operation ON DELETE CASCADE,
     item_key text NOT NULL,
     process_instance_key text NOT NULL,
     state text NOT NULL DEFAULT 'ACTIVE',
     processed_at timestamptz,
     error_message text,
     UNIQUE (batch_operation_key, item_key)
   );
   CREATE INDEX batch_operation_item_instance ON gateway.batch_operation_item (process_instance_key);
   CREATE TABLE gateway.message_correlation (
     key bigint PRIMARY KEY,
     message_key bigint NOT NULL,
     message_name text NOT NULL,
     correlation_key text NOT NULL,
     process_definition_id text NOT NULL,
     process_definition_key text NOT NULL,
     process_instance_key text NOT NULL,
     element_id text NOT NULL,
     element_instance_key text,
     correlated_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE INDEX message_correlation_instance ON gateway.message_correlation (process_instance_key);
   CREATE INDEX message_correlation_time ON gateway.message_correlation (correlated_at);`,
  IDENTITY_TABLES,
  `ALTER TABLE gateway.form ADD COLUMN deleted boolean NOT NULL DEFAULT false;
   CREATE TABLE gateway.deleted_requirements (key text PRIMARY KEY);
   CREATE TABLE gateway.job_retries (job_key text PRIMARY KEY, retries integer NOT NULL);`,
  `ALTER TABLE gateway.batch_operation_item ADD COLUMN claimed_at timestamptz, ADD COLUMN tries integer NOT NULL DEFAULT 0;
   CREATE INDEX batch_operation_item_due ON gateway.batch_operation_item (id) WHERE state = 'ACTIVE';`,
  `CREATE TABLE gateway.message_taken (
     message_key bigint NOT NULL,
     process_definition_id text NOT NULL,
     PRIMARY KEY (message_key, process_definition_id)
   );
   ALTER TABLE gateway.message DROP COLUMN tries;`,
  `CREATE TABLE gateway.document (
     id text PRIMARY KEY,
     content bytea NOT NULL,
     content_hash text NOT NULL,
     metadata jsonb NOT NULL,
     expires_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE INDEX document_expiry ON gateway.document (expires_at) WHERE expires_at IS NOT NULL;`,
  `CREATE TABLE gateway.form_deployment (
     deployment_key text NOT NULL,
     form_key bigint NOT NULL,
     PRIMARY KEY (deployment_key, form_key)
   );
   INSERT INTO gateway.form_deployment SELECT deployment_key, key FROM gateway.form;`,
  `CREATE TABLE gateway.definition_facts (
     key text PRIMARY KEY,
     has_start_form boolean NOT NULL,
     element_types jsonb NOT NULL
   );`,
  `ALTER TABLE gateway.form ADD COLUMN deleting boolean NOT NULL DEFAULT false;`,
  `CREATE INDEX message_name ON gateway.message (name) WHERE open;`,
  `CREATE INDEX message_wanted ON gateway.message (name, left(correlation_key, ${INDEXED_CHARACTERS})) WHERE open;
   DROP INDEX gateway.message_name;`,
];

/** Numbers of the advisory locks, so that no two uses share one by accident. */
export const LOCK = { migrations: 7_001, deployment: 7_002, correlation: 7_003, evaluation: 7_004 } as const;

/** Connections to a database whose breaking (a restart of PostgreSQL, a cut network) fails what is under way, and nothing else. */
export class Connections extends Pool {
  constructor(url: string, max: number) {
    super({ connectionString: url, max });
    const onBroken = () => {
      // the next query opens another
    };
    this.on('error', onBroken);
    // the pool itself listens to idle connections only: one that is lent out would end the process
    this.on('connect', (client) => client.on('error', onBroken));
  }
}

/** The address with settings of PostgreSQL (`name=value`) for each session. */
export function withSettings(url: string, settings: readonly string[]): string {
  const address = new URL(url);
  const options = [address.searchParams.get('options'), ...settings.map((setting) => `-c ${setting}`)];
  address.searchParams.set('options', options.filter(Boolean).join(' '));
  return address.toString();
}

/** What is asked of our own tables goes by their keys, whatever they are: a statement that has a name is planned once. */
const PLANNED_ONCE = ['plan_cache_mode=force_generic_plan'];

/**
 * The pool of our own tables, and a second one for the locks: were they held by connections that everything else needs, as many
 * holders as there are would wait for one more, each for the others.
 */
export class Database extends Connections {
  readonly locks: Connections;

  constructor(url: string) {
    const own = withSettings(url, PLANNED_ONCE);
    super(own, 10);
    this.locks = new Connections(own, 10);
  }

  override async end(): Promise<void> {
    await this.locks.end();
    await super.end();
  }
}

/** Connects and brings the schema up to date; several gateways may start at once. */
export async function openDatabase(url: string): Promise<Database> {
  const pool = new Database(url);
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK.migrations]);
    await client.query('CREATE SCHEMA IF NOT EXISTS gateway');
    await client.query(
      'CREATE TABLE IF NOT EXISTS gateway.migration (number integer PRIMARY KEY, at timestamptz DEFAULT now())',
    );
    const { rows } = await client.query<{ last: number }>(
      'SELECT coalesce(max(number), 0)::int AS last FROM gateway.migration',
    );
    for (let number = rows[0]!.last; number < MIGRATIONS.length; number++) {
      await client.query('BEGIN');
      await client.query(MIGRATIONS[number]!);
      await client.query('INSERT INTO gateway.migration (number) VALUES ($1)', [number + 1]);
      await client.query('COMMIT');
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK.migrations]).catch(() => undefined);
    client.release();
  }
  return pool;
}

/** A new key that no engine id will reach: digits, as Camunda's keys are. */
export async function nextKey(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ key: string }>(`SELECT nextval('gateway.key')::text AS key`);
  return rows[0]!.key;
}

/**
 * Does work while no other gateway does any under the same lock and name, in a transaction of its own: what was written before a
 * failure stays. A connection that breaks meanwhile fails the work where it needs it, and nothing else.
 */
export async function underLock<T>(
  { locks }: Database,
  lock: number,
  name: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await locks.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lock, name]);
    return await work(client);
  } finally {
    await client.query('COMMIT').catch(() => undefined);
    client.release();
  }
}
