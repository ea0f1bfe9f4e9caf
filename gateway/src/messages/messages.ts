import type { PoolClient } from 'pg';
import { type Database, LOCK, nextKey, underLock } from '../common/database';
import { invalidArgument } from '../common/problem';
import { rejection } from '../common/rejection';
import type { Catalogue } from '../definitions/catalogue';
import { CORRELATION_VARIABLE, STARTED_BY } from '../dialect';
import { bufferedFor, bufferedNames } from './buffer';
import { charactersOf, type Message } from './message';
import { MessageStarts, type MessageRow, type Taken } from './starts';
import type { Subscriptions } from './subscriptions';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { toOperaton, toOperatonAll } from '../operaton/variables';

/** What a correlation came to. */
interface Outcome {
  instances: string[];
  /** Whether an instance that a message with the same key started still runs: then none is started until it ends. */
  isHeldBack: boolean;
}

/** The room that the engine has for the key of a subscription (its plug-in makes an incident of a longer one) and for a variable's name. */
const KEY_CHARACTERS = 4000;
const NAME_CHARACTERS = 255;

const LOOP_MS = 300;
const BATCH = 50;

/** After this long a message whose publication has not said what became of it is another gateway's, in seconds: its own is dead. */
const ORPHAN_SECONDS = 10;

/**
 * Messages as Zeebe has them: written down first, then correlated, at most once to each process. One with a time to live stays in the
 * buffer until that ends: a subscription that opens takes it, and a start event that another instance of its correlation key holds
 * back takes it when that ends. The message id keeps a second publication out for as long. Each step may be repeated after a crash.
 */
export class Messages {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private readonly starts: MessageStarts;

  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly pool: Database,
    private readonly subscriptions: Subscriptions,
    private readonly onError: (error: unknown) => void,
  ) {
    this.starts = new MessageStarts(engine, catalogue, subscriptions);
  }

  /**
   * Publishes. Throws ALREADY_EXISTS for a message id that is still known, INVALID_ARGUMENT for what the engine has no room for. Returns
   * the message's key.
   */
  async publish(message: Message): Promise<string> {
    await this.refuseTooLong(message);
    const key = await nextKey(this.pool);
    const inserted = await this.pool.query(
      `INSERT INTO gateway.message (key, name, correlation_key, message_id, variables, expires_at, next_try_at)
       VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond', now() + interval '${ORPHAN_SECONDS} seconds')
       ON CONFLICT (name, correlation_key, message_id) WHERE message_id IS NOT NULL
       DO UPDATE SET key = EXCLUDED.key, variables = EXCLUDED.variables, expires_at = EXCLUDED.expires_at, open = true,
           next_try_at = EXCLUDED.next_try_at
         WHERE gateway.message.expires_at < now()
       RETURNING key`,
      [key, message.name, message.correlationKey, message.messageId || null, message.variables, message.timeToLiveMs],
    );
    if (inserted.rowCount === 0) {
      throw rejection(
        'PUBLISH',
        'ALREADY_EXISTS',
        `Expected to publish a new message with id '${message.messageId}', but a message with that id was already published`,
      );
    }
    const row = { key, name: message.name, correlation_key: message.correlationKey, variables: message.variables };
    const outcome = await this.correlate(row);
    await this.keep(key, outcome, message.timeToLiveMs > 0);
    return key;
  }

  /** Correlates at once; NOT_FOUND when nothing waits for it or starts with it. Answers the first instance that took it. */
  async correlateNow(message: Message): Promise<{ messageKey: string; processInstanceKey: string }> {
    await this.refuseTooLong(message);
    const key = await nextKey(this.pool);
    const { instances } = await this.correlate({
      key,
      name: message.name,
      correlation_key: message.correlationKey,
      variables: message.variables,
    });
    if (!instances[0]) {
      throw rejection(
        'CORRELATE',
        'NOT_FOUND',
        `Expected to find subscription for message with name '${message.name}' and correlation key '${message.correlationKey}', but none was found.`,
      );
    }
    return { messageKey: key, processInstanceKey: instances[0] };
  }

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.tick()
        .catch((error: unknown) => {
          this.subscriptions.again();
          this.onError(error);
        })
        .finally(() => (this.running = undefined));
    }, LOOP_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Refused before anything of it is done: the engine would refuse what it is given later, of a message in the buffer again and again. */
  private async refuseTooLong(message: Message): Promise<void> {
    if (Object.keys(message.variables).some((name) => charactersOf(name) > NAME_CHARACTERS)) {
      throw invalidArgument(
        `The name of a variable is longer than the engine has room for (${NAME_CHARACTERS} characters)`,
      );
    }
    if (charactersOf(message.correlationKey) > KEY_CHARACTERS) {
      throw invalidArgument(
        `The correlation key is longer than the engine has room for (${KEY_CHARACTERS} characters)`,
      );
    }
    if (await this.starts.isKeyTooLong(message)) {
      throw invalidArgument(
        `The correlation key of the message '${message.name}', which starts instances, is longer than the engine has room for (255 characters)`,
      );
    }
  }

  private async tick(): Promise<void> {
    for (const row of [...(await this.due()), ...(await this.wanted())]) {
      await this.keep(row.key, await this.correlate({ ...row, isRepeated: true }), true);
    }
    await this.pool.query(
      `WITH gone AS (
         DELETE FROM gateway.message WHERE key IN (SELECT key FROM gateway.message WHERE expires_at < now() LIMIT 500) RETURNING key
       ) DELETE FROM gateway.message_taken WHERE message_key IN (SELECT key FROM gone)`,
    );
  }

  /** Buffered messages whose publication broke off, or that wait for another instance to end. */
  private async due(): Promise<MessageRow[]> {
    const { rows } = await this.pool.query<MessageRow>(
      `UPDATE gateway.message SET next_try_at = now() + interval '${ORPHAN_SECONDS} seconds'
       WHERE key IN (SELECT key FROM gateway.message WHERE open AND next_try_at <= now() AND expires_at > now()
                     ORDER BY next_try_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING key::text, name, correlation_key, variables`,
    );
    return rows;
  }

  /** Buffered messages for which a subscription was opened since. */
  private async wanted(): Promise<MessageRow[]> {
    const buffered = await bufferedNames(this.pool);
    const opened = buffered.length > 0 ? await this.subscriptions.opened(buffered) : [];
    return opened.length > 0 ? bufferedFor(this.pool, opened) : [];
  }

  private async keep(key: string, { isHeldBack }: Outcome, isBuffered: boolean): Promise<void> {
    await this.pool.query(
      `UPDATE gateway.message SET open = open AND $2,
         next_try_at = CASE WHEN $3 THEN now() + interval '1 second' ELSE 'infinity' END
       WHERE key = $1`,
      [key, isBuffered, isHeldBack],
    );
  }

  /** Gives the message to at most one subscription or start event of each process that has not had it. */
  private async correlate(row: MessageRow): Promise<Outcome> {
    // the same message from two gateways, or two messages with one key, go one after the other
    return underLock(this.pool, LOCK.correlation, `${row.name}\n${row.correlation_key}`, async (client) => {
      const had = await client.query<{ process: string }>(
        'SELECT process_definition_id AS process FROM gateway.message_taken WHERE message_key = $1',
        [row.key],
      );
      const except = new Set(had.rows.map(({ process }) => process));
      const waiting = await this.correlateWaiting(row, except);
      const { started, isHeldBack } = await this.starts.startInstances(row, except);
      for (const taken of [...waiting, ...started]) {
        await this.record(client, row, taken);
      }
      return { instances: [...waiting, ...started].map(({ instanceKey }) => instanceKey), isHeldBack };
    });
  }

  /** Keeps what took the message, for searches of correlated subscriptions. */
  private async record(client: PoolClient, row: MessageRow, taken: Taken): Promise<void> {
    await client.query(
      `INSERT INTO gateway.message_correlation (key, message_key, message_name, correlation_key, process_definition_id,
         process_definition_key, process_instance_key, element_id, element_instance_key)
       VALUES (COALESCE($1::bigint, nextval('gateway.key')), $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        taken.key,
        row.key,
        row.name,
        row.correlation_key,
        taken.process,
        taken.definitionKey,
        taken.instanceKey,
        taken.elementId,
        taken.elementInstanceKey,
      ],
    );
    await client.query(
      'INSERT INTO gateway.message_taken (message_key, process_definition_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [row.key, taken.process],
    );
  }

  private async correlateWaiting(row: MessageRow, except: Set<string>): Promise<Taken[]> {
    const taken: Taken[] = [];
    for (const subscription of await this.subscriptions.waiting(row.name, row.correlation_key)) {
      const { process, definitionKey, instanceKey, elementId } = subscription;
      if (except.has(process)) {
        continue;
      }
      const definition = await this.catalogue.get(definitionKey);
      const variables = toOperatonAll(row.variables);
      const command = {
        messageName: row.name,
        processInstanceId: instanceKey,
        localCorrelationKeys: { [CORRELATION_VARIABLE(row.name)]: toOperaton(row.correlation_key) },
      };
      // an event sub-process may wait on for its message: the mark keeps this one from starting it again
      const delivered =
        definition.elements.get(elementId)?.type === 'START_EVENT'
          ? await this.deliverOnce(row, subscription, {
              ...command,
              processVariablesToTriggeredScope: { ...variables, [STARTED_BY]: toOperaton(row.key) },
            })
          : await this.deliver({ ...command, processVariables: variables });
      if (delivered) {
        except.add(process);
        taken.push(subscription);
      }
    }
    return taken;
  }

  /** Delivers unless the subscription's instance had the message before: the engine refuses it the second time (engine-database.ts). */
  private async deliverOnce(row: MessageRow, { process, instanceKey }: Taken, command: object): Promise<boolean> {
    const hadIt = async () => (await this.subscriptions.takenBy(process, row.key)) === instanceKey;
    if (row.isRepeated && (await hadIt())) {
      return true;
    }
    try {
      return await this.deliver(command);
    } catch (error) {
      if (await hadIt()) {
        return true;
      }
      throw error;
    }
  }

  /** A subscription that another message took in the meantime is no fault: the message waits for the next one. */
  private async deliver(command: object): Promise<boolean> {
    try {
      await this.engine.post('/message', command);
      return true;
    } catch (error) {
      if (error instanceof OperatonError && error.type === 'RestException' && error.status === 400) {
        return false;
      }
      throw error;
    }
  }
}
