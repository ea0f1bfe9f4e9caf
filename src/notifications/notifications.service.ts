import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import Mustache from 'mustache';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { queueDeliveries } from '../observability/metrics';
import { BackOff } from '../repeat/back-off';
import { Repeated } from '../repeat/repeated';
import { Notification } from './notification.entity';
import { SmsSender } from './sms-sender';

const BATCH = 20;
const LOOP_MS = 2000;
const BACK_OFF = new BackOff(2000, 600_000);

/** Text messages: queued in the transaction that decides them, sent after it, tried again until the provider takes them. */
@Injectable()
export class NotificationsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sending = new Repeated(LOOP_MS, () => this.sendDue(), new Logger(NotificationsService.name));

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly sender: SmsSender,
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
    message: { dedupeKey: string; to: string; template: string; params: Record<string, unknown> },
  ): Promise<void> {
    const now = this.clock.now();
    await manager
      .createQueryBuilder()
      .insert()
      .into(Notification)
      .values({
        id: randomUUID(),
        dedupeKey: message.dedupeKey,
        recipient: message.to,
        template: message.template,
        params: message.params as object,
        createdAt: now,
        availableAt: now,
        attempts: 0,
      })
      .orIgnore()
      .execute();
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
          .where('notification.sentAt IS NULL')
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
      await this.sender.send({ id: message.id, to: message.recipient, text: this.textOf(message) });
      queueDeliveries.inc({ queue: 'notifications', outcome: 'taken' });
      return undefined;
    } catch (error) {
      queueDeliveries.inc({ queue: 'notifications', outcome: 'refused' });
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private async note(manager: EntityManager, message: Notification, error: Error | undefined): Promise<void> {
    const attempts = message.attempts + 1;
    if (!error) {
      await manager.update(Notification, message.id, { sentAt: this.clock.now(), attempts, lastError: null });
      return;
    }
    const wait = BACK_OFF.wait(message.attempts);
    await manager.update(Notification, message.id, {
      attempts,
      lastError: error.message,
      availableAt: new Date(this.clock.now().getTime() + wait),
    });
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
