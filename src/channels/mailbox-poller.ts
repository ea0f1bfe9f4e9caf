import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { DataSource } from 'typeorm';
import { readMail } from './adapters/mail.adapter';
import { CHANNELS } from './channels.service';
import type { ChannelsSettings } from './channels-config';
import { InboundService } from './inbound.service';

/** Where mails are fetched from: gives what nobody has taken yet, and is told what was taken. */
export interface MailSource {
  unseen(take: (raw: Buffer) => Promise<void>): Promise<void>;
}

const EVERY_MS = 60_000;
/** The same in every app: one of them at a time looks into the mailbox. */
const MAILBOX_LOCK = 1234500001;

/**
 * Fetches the mayor's mailbox (HOTLINE_IMAP_URL, `imaps://user:password@host/INBOX`) once a minute, where one is set. A mail
 * is marked as seen after its case is registered; a crash between gives it again, and its Message-ID gives the same case.
 */
@Injectable()
export class MailboxPoller implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(MailboxPoller.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly inbound: InboundService,
    @Inject(CHANNELS) private readonly channels: ChannelsSettings,
  ) {}

  onApplicationBootstrap(): void {
    const address = process.env.HOTLINE_IMAP_URL;
    if (!address || process.env.HOTLINE_WORKERS === 'off') return;
    const source = new ImapSource(new URL(address));
    this.timer = setInterval(() => {
      this.running ??= this.poll(source)
        .then(() => undefined)
        .catch((error: unknown) => this.log.warn(`The mailbox could not be read: ${String(error)}`))
        .finally(() => (this.running = undefined));
    }, EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Takes what is new and gives the number of mails; a mail that cannot be read is left to people and said so. */
  async poll(source: MailSource): Promise<number> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    try {
      const rows = (await runner.query('SELECT pg_try_advisory_lock($1) AS mine', [MAILBOX_LOCK])) as {
        mine: boolean;
      }[];
      if (!rows[0]!.mine) return 0;
      let taken = 0;
      try {
        await source.unseen(async (raw) => {
          const message = await readMail(raw);
          await this.inbound.take('mailbox', message, this.channels.mailbox?.profile);
          taken += 1;
        });
      } finally {
        await runner.query('SELECT pg_advisory_unlock($1)', [MAILBOX_LOCK]);
      }
      return taken;
    } finally {
      await runner.release();
    }
  }
}

/** A mailbox over IMAP. */
export class ImapSource implements MailSource {
  private readonly log = new Logger(ImapSource.name);

  constructor(private readonly address: URL) {}

  async unseen(take: (raw: Buffer) => Promise<void>): Promise<void> {
    const secure = this.address.protocol === 'imaps:';
    const client = new ImapFlow({
      host: this.address.hostname,
      port: Number(this.address.port || (secure ? 993 : 143)),
      secure,
      auth: {
        user: decodeURIComponent(this.address.username),
        pass: decodeURIComponent(this.address.password),
      },
      logger: false,
    });
    await client.connect();
    try {
      const lock = await client.getMailboxLock(decodeURIComponent(this.address.pathname.slice(1)) || 'INBOX');
      try {
        const uids = (await client.search({ seen: false }, { uid: true })) || [];
        for (const uid of uids) {
          const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
          if (!mail || !mail.source) continue;
          try {
            await take(mail.source);
          } catch (error) {
            // Left unread: it is tried again, and the others are not held up.
            this.log.warn(`Mail ${uid} was not taken: ${String(error)}`);
            continue;
          }
          await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
        }
      } finally {
        lock.release();
      }
    } finally {
      await client.logout();
    }
  }
}
