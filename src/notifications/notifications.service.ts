import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import Mustache from 'mustache';
import { DataSource, type EntityManager } from 'typeorm';
import { AccountSenders, Undeliverable } from '../channels/senders';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { insertIfNew } from '../database/row-manager';
import { queueDeliveries } from '../observability/metrics';
import { BackOff } from '../repeat/back-off';
import { Repeated } from '../repeat/repeated';
import { Notification } from './notification.entity';
import { SmsSender } from './sms-sender';

const BATCH = 20;
const LOOP_MS = 2000;
const BACK_OFF = new BackOff(2000, 600_000);
/** What an account's provider does not take for so long is told by another way, or not at all. */
const PATIENCE_MS = 48 * 3_600_000;

/**
 * Messages: queued in the transaction that decides them, sent after it, tried again until the provider takes them. Text
 * messages go through the one provider, others through the account that the citizen wrote to.
 */
@Injectable()
export class NotificationsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(NotificationsService.name);
  private readonly sending = new Repeated(LOOP_MS, () => this.sendDue(), this.log);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly sender: SmsSender,
    private readonly accounts: AccountSenders,
  ) {}

  onApplicationBootstrap(): void {
    this.sending.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.sending.stop();
  }

  /** Queues a message in the caller's transaction, once a dedupe key. */
  async queue(
    manager: EntityManager,
    message: {
      dedupeKey: string;
      to: string;
      account?: string | null;
      fallback?: string | null;
      template: string;
      params: Record<string, unknown>;
    },
  ): Promise<void> {
    const now = this.clock.now();
    await insertIfNew(manager, Notification, {
      id: randomUUID(),
      dedupeKey: message.dedupeKey,
      recipient: message.to,
      account: message.account ?? null,
      fallback: message.fallback ?? null,
      template: message.template,
      params: message.params,
      createdAt: now,
      availableAt: now,
      attempts: 0,
    });
  }

  /** Sends what is due and gives the number of messages that the provider took. */
  async sendDue(): Promise<number> {
    let sent = 0;
    for (;;) {
      const batch = await this.dataSource.transaction(async (manager) => {
        const due = await manager
          .createQueryBuilder(Notification, 'notification')
          .setLock('pessimistic_write')
          .setOnLocked('skip_locked')
          .where('notification.sentAt IS NULL AND notification.givenUpAt IS NULL')
          .andWhere(...BACK_OFF.due('notification', this.clock.now()))
          .orderBy('notification.createdAt')
          .limit(BATCH)
          .getMany();
        const outcomes = await Promise.all(due.map((message) => this.send(message)));
        // One connection takes one statement at a time: the notes follow one another.
        for (const [index, message] of due.entries()) await this.note(manager, message, outcomes[index]);
        return { size: due.length, taken: outcomes.filter((error) => error === undefined).length };
      });
      sent += batch.taken;
      if (batch.size < BATCH) return sent;
    }
  }

  /** Gives a message to the provider; the error when it did not take it. */
  private async send(message: Notification): Promise<Error | undefined> {
    try {
      await this.give(message);
      queueDeliveries.inc({ queue: 'notifications', outcome: 'taken' });
      return undefined;
    } catch (error) {
      queueDeliveries.inc({ queue: 'notifications', outcome: 'refused' });
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private async give(message: Notification): Promise<void> {
    const { id, account, recipient: to } = message;
    const text = this.textOf(message);
    if (account === null) return this.sender.send({ id, to, text });
    const sender = this.accounts.of(account);
    if (!sender) throw new Error(`HOTLINE_CHANNEL_…: nobody speaks through ${account} any more`);
    return sender.send({ id, to, text, subject: this.config.mailSubject });
  }

  private async note(manager: EntityManager, message: Notification, error: Error | undefined): Promise<void> {
    const attempts = message.attempts + 1;
    if (!error) {
      await manager.update(Notification, message.id, { sentAt: this.clock.now(), attempts, lastError: null });
      return;
    }
    const now = this.clock.now();
    const never = error instanceof Undeliverable || now.getTime() - message.createdAt.getTime() > PATIENCE_MS;
    if (message.account !== null && never) return this.goOn(manager, message, error);
    const wait = BACK_OFF.wait(message.attempts);
    await manager.update(Notification, message.id, {
      attempts,
      lastError: error.message,
      availableAt: new Date(now.getTime() + wait),
    });
  }

  /** What an account's provider never takes goes by text message, where there is a number for that. */
  private async goOn(manager: EntityManager, message: Notification, error: Error): Promise<void> {
    const { id, account, fallback } = message;
    const now = this.clock.now();
    this.log.warn(`Message ${id} cannot go through ${account}: ${error.message}`);
    await manager.update(
      Notification,
      id,
      fallback === null
        ? { attempts: message.attempts + 1, lastError: error.message, givenUpAt: now }
        : {
            account: null,
            recipient: fallback,
            fallback: null,
            attempts: 0,
            lastError: error.message,
            availableAt: now,
          },
    );
  }

  /** The words of a message: its template with the parameters, instants in the body's zone. */
  private textOf(message: Notification): string {
    const template = this.config.notificationTemplates[message.template];
    if (!template) throw new Error(`config/notifications.yaml: templates: there is no "${message.template}"`);
    const shown = Object.fromEntries(Object.entries(message.params).map(([name, value]) => [name, this.shown(value)]));
    return Mustache.render(template, { ...shown, address: this.config.publicAddress }, undefined, {
      escape: (value) => String(value),
    });
  }

  private shown(value: unknown): unknown {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(value)) return value;
    return format(value, 'yyyy-MM-dd HH:mm', { in: tz(this.config.timeZone) });
  }
}
