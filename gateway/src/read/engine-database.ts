import { Client, type Pool, type QueryResult } from 'pg';
import { Connections, INDEXED_CHARACTERS, withSettings } from '../common/database';
import { CORRELATION_PREFIX, STARTED_BY } from '../dialect';
import { hasOfferedTasks, keepOfferedTasks } from './offered-tasks';
import { leanIndexes } from './lean-indexes';
import { StatementNames } from './statement-names';

/** The schema versions whose tables the read model names: docs/adr/2026-11-25-sql-read-model.md says what to check before another is added. */
export const KNOWN_SCHEMAS: readonly string[] = ['7.24.0'];

/** Number of the advisory lock under which gateways that start together add the indexes. */
const INDEX_LOCK = 7_011;
/** And of the one under which they make the engine's own smaller. */
const LEAN_LOCK = 7_014;
/** Variables with a correlation key, as the index of them and what uses it say it: the same words, or it is not used. */
export const IS_CORRELATION_KEY = (variable: string) => `starts_with(${variable}name_, '${CORRELATION_PREFIX}')`;

/**
 * What the engine's own indexes do not serve: element instances are looked up by the number behind the colon; a list of open tasks is read
 * in its order, the most pressing first; the due ones are found among a hundred thousand timers; what has a variable with some text is
 * found by that text; the last evaluation of a decision outside of processes among all that there were; the oldest of a backlog of jobs;
 * subscriptions that are new among four hundred thousand, and who waits for a message with some correlation key among a hundred thousand
 * that wait for its name. The engine itself asks of each task that ends which tasks are parts of it, and reads all that are open. The last
 * one is for what it refuses: a second instance of a process, or event sub-process of it, that the same message starts, while the first is
 * still under way.
 */
const INDEXES: readonly string[] = [
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_hi_actinst_key ON act_hi_actinst (split_part(id_, ':', -1))`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_hi_taskinst_open ON act_hi_taskinst
     (priority_ DESC NULLS LAST, start_time_) WHERE end_time_ IS NULL`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_ru_job_due ON act_ru_job (duedate_)`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_hi_varinst_text ON act_hi_varinst
     (name_, left(text_, ${INDEXED_CHARACTERS})) WHERE var_type_ = 'string'`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_hi_decinst_own ON act_hi_decinst
     (dec_def_id_, eval_time_) WHERE root_dec_inst_id_ IS NULL AND proc_inst_id_ IS NULL`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_ru_task_parent ON act_ru_task (parent_task_id_)
     WHERE parent_task_id_ IS NOT NULL`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_ru_ext_task_oldest ON act_ru_ext_task (topic_name_, create_time_)`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_ru_event_subscr_created ON act_ru_event_subscr (created_)
     WHERE event_type_ = 'message'`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_ru_variable_key ON act_ru_variable (left(text_, ${INDEXED_CHARACTERS}), name_)
     WHERE ${IS_CORRELATION_KEY('')}`,
  `CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS gateway_act_hi_varinst_started_by ON act_hi_varinst (text_, proc_def_key_)
     WHERE name_ = '${STARTED_BY}'`,
];

/** Indexes of ours that are there in name only, because their making broke off: PostgreSQL keeps them so. */
const BROKEN_OFF = `
  SELECT i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
   WHERE i.relnamespace = current_schema::regnamespace AND starts_with(i.relname, 'gateway_') AND NOT x.indisvalid`;

/**
 * The engine's tables, only read, in the engine's time zone: its columns hold local time without a zone. The engine's schema is
 * checked before the first query, so that no wrong answer is given after an upgrade of the engine.
 */
export class EngineDatabase {
  private readonly pool: Pool;
  private checked: Promise<boolean> | undefined;
  private readonly names = new StatementNames();
  private isClosed = false;

  /** @param timeZone the zone that the engine's JVM runs in */
  constructor(
    private readonly url: string,
    timeZone: string,
    private readonly onError: (error: unknown) => void,
  ) {
    this.pool = new Connections(readOnly(url, timeZone), 12);
  }

  /** Runs a statement. Throws when the engine's schema is one that the read model does not know. */
  async query(text: string, values: unknown[] = []): Promise<QueryResult> {
    await this.offersTasks();
    return this.pool.query({ name: this.names.of(text), text, values });
  }

  /** Is there the table of offered tasks (offered-tasks.ts)? Throws as `query` does. */
  async offersTasks(): Promise<boolean> {
    this.checked ??= this.prepare();
    try {
      return await this.checked;
    } catch (error) {
      this.checked = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.pool.end();
  }

  private async prepare(): Promise<boolean> {
    const { rows } = await this.pool.query<{ version_: string }>(
      'SELECT version_ FROM act_ge_schema_log ORDER BY timestamp_ DESC LIMIT 1',
    );
    const version = rows[0]?.version_ ?? 'none';
    if (!KNOWN_SCHEMAS.includes(version)) {
      throw new Error(
        `the engine's database has schema ${version}, but this gateway reads ${KNOWN_SCHEMAS.join(', ')}: see docs/adr/2026-11-25-sql-read-model.md`,
      );
    }
    // an account that may not add a table or an index, or a second gateway that does so, is no fault: lookups are only slower
    await this.asOwner((client) => this.addOurs(client));
    // nobody waits for these: among millions of rows they take minutes
    void this.asOwner((client) => this.unlessAnother(client, LEAN_LOCK, () => leanIndexes(client)));
    return hasOfferedTasks(this.pool);
  }

  private async addOurs(client: Client): Promise<void> {
    await keepOfferedTasks(client).catch(this.onError);
    await this.unlessAnother(client, INDEX_LOCK, async () => {
      const { rows } = await client.query<{ name: string }>(BROKEN_OFF);
      for (const { name } of rows) {
        await client.query(`DROP INDEX CONCURRENTLY ${name}`);
      }
      for (const index of INDEXES) {
        await client.query(index);
      }
    });
  }

  /** Does work unless another gateway is at it. */
  private async unlessAnother(client: Client, lock: number, work: () => Promise<void>): Promise<void> {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lock]);
    if (rows[0]!.mine) {
      await work();
    }
  }

  private async asOwner(work: (client: Client) => Promise<void>): Promise<void> {
    const onError = (error: unknown) => this.isClosed || this.onError(error);
    const client = new Client({ connectionString: this.url });
    client.on('error', onError);
    try {
      await client.connect();
      await work(client);
    } catch (error) {
      onError(error);
    } finally {
      await client.end();
    }
  }
}

/**
 * The address with session settings: nothing can be written, times are in the engine's zone, and a look-up costs little more than the
 * next row: what lists read is in memory, and by PostgreSQL's default a unit's tasks were found by reading everybody's.
 */
function readOnly(url: string, timeZone: string): string {
  return withSettings(url, ['default_transaction_read_only=on', `timezone=${timeZone}`, 'random_page_cost=1.1']);
}
