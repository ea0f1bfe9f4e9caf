import type { Pool, PoolClient } from 'pg';
import { LOCK, nextKey } from '../common/database';
import { alreadyExists, notFound } from '../common/problem';
import type { Catalogue, Definition } from '../definitions/catalogue';
import { CORRELATION_VARIABLE, HIDDEN_VARIABLE_PREFIX } from '../dialect';
import { OperatonError, type OperatonClient } from '../operaton/client';
import { toOperaton, toOperatonAll } from '../operaton/variables';

export interface Message {
  name: string;
  correlationKey: string;
  messageId?: string;
  timeToLiveMs: number;
  variables: Record<string, unknown>;
}

interface MessageRow {
  key: string;
  name: string;
  correlation_key: string;
  variables: Record<string, unknown>;
}

/** What took a message: an instance that waited for it, or one that it started. */
interface Taken {
  readonly process: string;
  readonly definitionKey: string;
  readonly instanceKey: string;
  readonly elementId: string;
  readonly elementInstanceKey?: string;
  /** The subscription; a start event has none of its own here. */
  readonly subscriptionKey?: string;
}

/** Marks the instance that a message started, so that a crash between the engine and our row does not start a second. */
const STARTED_BY = `${HIDDEN_VARIABLE_PREFIX}message`;
const LOOP_MS = 300;
const BATCH = 50;

/**
 * Messages as Zeebe has them: written down first, then correlated; what finds no subscription waits until its time to live ends.
 * The message id keeps a second publication out for as long. Each step may be repeated after a crash.
 */
export class Messages {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly pool: Pool,
    private readonly onError: (error: unknown) => void,
    /** The key of the element instance that an execution is at. */
    private readonly elementInstanceOf: (executionId: string) => Promise<string | undefined>,
  ) {}

  /** Publishes; throws ALREADY_EXISTS for a message id that is still known. Returns the message's key. */
  async publish(message: Message): Promise<string> {
    const key = await nextKey(this.pool);
    const inserted = await this.pool.query(
      `INSERT INTO gateway.message (key, name, correlation_key, message_id, variables, expires_at, next_try_at)
       VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond', now() + interval '10 seconds')
       ON CONFLICT (name, correlation_key, message_id) WHERE message_id IS NOT NULL
       DO UPDATE SET key = EXCLUDED.key, variables = EXCLUDED.variables, expires_at = EXCLUDED.expires_at, open = true, tries = 0
         WHERE gateway.message.expires_at < now()
       RETURNING key`,
      [key, message.name, message.correlationKey, message.messageId || null, message.variables, message.timeToLiveMs],
    );
    if (inserted.rowCount === 0) {
      throw alreadyExists(
        `Expected to publish a new message with id '${message.messageId}', but a message with that id was already published`,
      );
    }
    const row = { key, name: message.name, correlation_key: message.correlationKey, variables: message.variables };
    const correlated = await this.correlate(row);
    if (correlated.length > 0 || message.timeToLiveMs <= 0) {
      await this.close(key);
    } else {
      await this.pool.query('UPDATE gateway.message SET next_try_at = now() WHERE key = $1', [key]);
    }
    return key;
  }

  /** Correlates at once with one subscription; NOT_FOUND when there is none. */
  async correlateNow(message: Message): Promise<{ messageKey: string; processInstanceKey: string }> {
    const key = await nextKey(this.pool);
    const instances = await this.correlate({
      key,
      name: message.name,
      correlation_key: message.correlationKey,
      variables: message.variables,
    });
    if (!instances[0]) {
      throw notFound(
        `Expected to find subscription for message with name '${message.name}' and correlation key '${message.correlationKey}', but none was found.`,
      );
    }
    return { messageKey: key, processInstanceKey: instances[0] };
  }

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.tick()).catch(this.onError);
    }, LOOP_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async tick(): Promise<void> {
    const { rows } = await this.pool.query<MessageRow>(
      `UPDATE gateway.message SET tries = tries + 1, next_try_at = now() + least(3000, 300 * (tries + 1)) * interval '1 millisecond'
       WHERE key IN (SELECT key FROM gateway.message WHERE open AND next_try_at <= now() AND expires_at > now()
                     ORDER BY next_try_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING key::text, name, correlation_key, variables`,
    );
    for (const row of rows) {
      if ((await this.correlate(row)).length > 0) {
        await this.close(row.key);
      }
    }
    await this.pool.query(
      `DELETE FROM gateway.message WHERE key IN (SELECT key FROM gateway.message WHERE expires_at < now() LIMIT 500)`,
    );
  }

  private async close(key: string): Promise<void> {
    await this.pool.query('UPDATE gateway.message SET open = false WHERE key = $1', [key]);
  }

  /** The instances that took the message: at most one of each process. */
  private async correlate(row: MessageRow): Promise<string[]> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      // the same message from two gateways, or two messages with one key, go one after the other
      await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
        LOCK.correlation,
        `${row.name}\n${row.correlation_key}`,
      ]);
      if (await this.isClosed(client, row.key)) {
        return [];
      }
      const waiting = await this.correlateWaiting(row);
      const started = await this.startInstances(row, new Set(waiting.map((instance) => instance.process)));
      const taken = [...waiting, ...started];
      if (taken.length > 0) {
        await client.query('UPDATE gateway.message SET open = false WHERE key = $1', [row.key]);
      }
      for (const one of taken) {
        await this.record(client, row, one);
      }
      return taken.map((one) => one.instanceKey);
    } finally {
      await client.query('COMMIT').catch(() => undefined);
      client.release();
    }
  }

  /** Keeps what took the message, for searches of correlated subscriptions. */
  private async record(client: PoolClient, row: MessageRow, taken: Taken): Promise<void> {
    await client.query(
      `INSERT INTO gateway.message_correlation (key, message_key, message_name, correlation_key, process_definition_id,
         process_definition_key, process_instance_key, element_id, element_instance_key)
       VALUES (COALESCE($1::bigint, nextval('gateway.key')), $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        taken.subscriptionKey,
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
  }

  private async isClosed(client: PoolClient, key: string): Promise<boolean> {
    const { rows } = await client.query<{ open: boolean }>('SELECT open FROM gateway.message WHERE key = $1', [key]);
    return rows[0]?.open === false;
  }

  private async correlateWaiting(row: MessageRow): Promise<Taken[]> {
    const executions = await this.engine.post<{ id: string; processInstanceId: string }[]>('/execution', {
      messageEventSubscriptionName: row.name,
      variables: [{ name: CORRELATION_VARIABLE(row.name), operator: 'eq', value: row.correlation_key }],
    });
    const taken = new Map<string, Taken>();
    for (const execution of executions) {
      const { definitionKey, definitionId } = await this.engine.get<{ definitionKey: string; definitionId: string }>(
        `/process-instance/${execution.processInstanceId}`,
      );
      if (taken.has(definitionKey)) {
        continue;
      }
      const definition = await this.catalogue.get(definitionId);
      const subscription = await this.subscriptionOf(execution.id, row.name);
      const elementInstanceKey = await this.elementInstanceOf(execution.id);
      const inScope = definition.elements.get(subscription.activityId)?.type === 'START_EVENT';
      const variables = toOperatonAll(row.variables);
      const delivered = await this.deliver({
        messageName: row.name,
        processInstanceId: execution.processInstanceId,
        localCorrelationKeys: { [CORRELATION_VARIABLE(row.name)]: toOperaton(row.correlation_key) },
        ...(inScope ? { processVariablesToTriggeredScope: variables } : { processVariables: variables }),
      });
      if (delivered) {
        taken.set(definitionKey, {
          process: definitionKey,
          definitionKey: definitionId,
          instanceKey: execution.processInstanceId,
          elementId: subscription.activityId,
          elementInstanceKey,
          subscriptionKey: subscription.id,
        });
      }
    }
    return [...taken.values()];
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

  private async subscriptionOf(executionId: string, name: string): Promise<{ id?: string; activityId: string }> {
    const [subscription] = await this.engine.get<{ id: string; activityId: string }[]>('/event-subscription', {
      executionId,
      eventName: name,
    });
    // another message was faster: the delivery below finds nothing either
    return subscription ?? { activityId: '' };
  }

  private async startInstances(row: MessageRow, except: Set<string>): Promise<Taken[]> {
    const started: Taken[] = [];
    for (const definition of await this.catalogue.latestDefinitions()) {
      const start = definition.model.messageStartEvents.find((candidate) => candidate.messageName === row.name);
      if (start && !except.has(definition.key)) {
        const key = await this.startInstance(row, definition, start.elementId);
        if (key) {
          started.push({
            process: definition.key,
            definitionKey: definition.id,
            instanceKey: key,
            elementId: start.elementId,
          });
        }
      }
    }
    return started;
  }

  private async startInstance(row: MessageRow, definition: Definition, elementId: string): Promise<string | undefined> {
    const earlier = await this.engine.post<{ id: string; state: string }[]>('/history/process-instance', {
      processDefinitionKey: definition.key,
      processInstanceBusinessKey: row.correlation_key,
    });
    if (row.correlation_key !== '') {
      const mine = earlier.length > 0 ? await this.startedBy(definition.key, row) : undefined;
      if (mine) {
        return mine;
      }
      if (earlier.some((instance) => instance.state === 'ACTIVE' || instance.state === 'SUSPENDED')) {
        return undefined;
      }
    }
    const { id } = await this.engine.post<{ id: string }>(`/process-definition/${definition.id}/start`, {
      businessKey: row.correlation_key,
      variables: { ...toOperatonAll(row.variables), [STARTED_BY]: toOperaton(row.key) },
      startInstructions: [{ type: 'startBeforeActivity', activityId: elementId }],
    });
    return id;
  }

  private async startedBy(process: string, row: MessageRow): Promise<string | undefined> {
    const found = await this.engine.post<{ id: string }[]>('/history/process-instance', {
      processDefinitionKey: process,
      processInstanceBusinessKey: row.correlation_key,
      variables: [{ name: STARTED_BY, operator: 'eq', value: row.key }],
    });
    return found[0]?.id;
  }
}
