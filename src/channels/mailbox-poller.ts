import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { DataSource } from 'typeorm';
import { LOCK, locksOf } from '../database/advisory-locks';
import { Repeated } from '../repeat/repeated';
import { readMail } from './adapters/mail.adapter';
import { CHANNELS, type Entries, type Entry, sharedWith } from './channels-config';
import { InboundService } from './inbound.service';

/** Where mails are fetched from: gives what nobody has taken yet, and is told what was taken. */
export interface MailSource {
  unseen(take: (raw: Buffer) => Promise<void>): Promise<void>;
}

const EVERY_MS = 60_000;

/**
 * Fetches the mailboxes of config/channels.yaml once a minute, where HOTLINE_CHANNEL_<NAME>_IMAP_URL says how
 * (`imaps://user:password@host/INBOX`). A mail is marked as seen after its case is registered; a crash between gives it again,
 * and its Message-ID gives the same case.
 */
@Injectable()
export class MailboxPoller implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(MailboxPoller.name);
  private readonly polling = new Repeated(EVERY_MS, () => this.pollAll(), this.log);

  constructor(
    private readonly dataSource: DataSource,
    private readonly inbound: InboundService,
    @Inject(CHANNELS) private readonly entries: Entries,
  ) {}

  onApplicationBootstrap(): void {
    this.polling.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.polling.stop();
  }

  /** Takes what is new in every mailbox; one that cannot be read does not hold up the others. */
  async pollAll(): Promise<void> {
    for (const entry of this.entries.values()) {
      const address = sharedWith(entry, 'IMAP_URL');
      if (!address) continue;
      await this.poll(entry, new ImapSource(new URL(address))).catch((error: unknown) =>
        this.log.warn(`The mailbox ${entry.name} could not be read: ${String(error)}`),
      );
    }
  }

  /** Takes what is new and gives the number of mails; a mail that cannot be read is left to people and said so. */
  async poll(entry: Entry, source: MailSource): Promise<number> {
    const taken = await locksOf(this.dataSource).alone(LOCK.mailbox, async () => {
      let mails = 0;
      await source.unseen(async (raw) => {
        const message = await readMail(raw);
        if (!message) return;
        await this.inbound.take(entry, message);
        mails += 1;
      });
      return mails;
    });
    return taken ?? 0;
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
