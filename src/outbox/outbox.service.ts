import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import { insertIfNew } from '../database/row-manager';
import { EngineClient } from '../engine';
import { queueDeliveries } from '../observability/metrics';
import { inSpan, traceparent } from '../observability/tracing';
import { BackOff } from '../repeat/back-off';
import { EngineOutbox } from './engine-outbox.entity';

/** A message to the engine, decided in the caller's transaction. */
export interface OutboxMessage {
  name: string;
  correlationKey: string;
  /** Makes the engine take the message once, however often it is relayed. */
  messageId: string;
  timeToLiveMs: number;
  variables: Record<string, unknown>;
}

const BATCH = 20;
const LOOP_MS = 1000;
const BACK_OFF = new BackOff(1000, 60_000);

/**
 * The outbox between our transactions and the engine. A message is written with the business change, and relayed
 * after the commit; what a crash or a sleeping engine left behind, the loop relays. Several apps may relay side by
 * side: each skips the rows that another holds.
 */
@Injectable()
export class OutboxService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(OutboxService.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<number> | undefined;
  private again = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly engine: EngineClient,
  ) {}

  onApplicationBootstrap(): void {
    if (process.env.HOTLINE_WORKERS === 'off') return;
    this.timer = setInterval(() => this.relaySoon(), LOOP_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Adds a message to the caller's transaction; call relaySoon() once that has committed. */
  async add(manager: EntityManager, message: OutboxMessage): Promise<void> {
    const now = this.clock.now();
    await insertIfNew(manager, EngineOutbox, {
      id: randomUUID(),
      name: message.name,
      correlationKey: message.correlationKey,
      messageId: message.messageId,
      timeToLiveMs: message.timeToLiveMs,
      variables: message.variables,
      traceparent: traceparent() ?? null,
      createdAt: now,
      availableAt: now,
      attempts: 0,
    });
  }

  /** Relays without making the caller wait; a call during a relay makes that one go round again. */
  relaySoon(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.relay()
      .catch((error: unknown) => {
        this.log.error(`Relaying failed: ${String(error)}`);
        return 0;
      })
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.relaySoon();
        }
      });
  }

  /** Relays what is due and gives the number of messages that the engine took. */
  async relay(): Promise<number> {
    let sent = 0;
    for (;;) {
      const batch = await this.dataSource.transaction(async (manager) => {
        const due = await manager
          .createQueryBuilder(EngineOutbox, 'message')
          .setLock('pessimistic_write')
          .setOnLocked('skip_locked')
          .where('message.sentAt IS NULL')
          .andWhere(...BACK_OFF.due('message', this.clock.now()))
          .orderBy('message.createdAt')
          .limit(BATCH)
          .getMany();
        const outcomes = await Promise.all(due.map((message) => this.publish(message)));
        // One connection takes one statement at a time: the notes follow one another.
        for (const [index, message] of due.entries()) await this.note(manager, message, outcomes[index]);
        return { size: due.length, taken: outcomes.filter((error) => error === undefined).length };
      });
      sent += batch.taken;
      if (batch.size < BATCH) return sent;
    }
  }

  /** Gives a message to the engine; the error when it did not take it. */
  private async publish(message: EngineOutbox): Promise<Error | undefined> {
    try {
      await inSpan(
        `outbox ${message.name}`,
        {
          kind: SpanKind.PRODUCER,
          parent: message.traceparent ?? undefined,
          attributes: { 'messaging.operation.type': 'send', 'messaging.message.id': message.messageId },
        },
        () => this.engine.publishMessage(message),
      );
      queueDeliveries.inc({ queue: 'outbox', outcome: 'taken' });
      return undefined;
    } catch (error) {
      queueDeliveries.inc({ queue: 'outbox', outcome: 'refused' });
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private async note(manager: EntityManager, message: EngineOutbox, error: Error | undefined): Promise<void> {
    const attempts = message.attempts + 1;
    if (!error) {
      await manager.update(EngineOutbox, message.id, { sentAt: this.clock.now(), attempts, lastError: null });
      return;
    }
    const wait = BACK_OFF.wait(message.attempts);
    await manager.update(EngineOutbox, message.id, {
      attempts,
      lastError: error.message,
      availableAt: new Date(this.clock.now().getTime() + wait),
    });
    this.log.warn(`Message ${message.name} was not taken (attempt ${attempts}); next try in ${wait} ms.`);
  }
}
