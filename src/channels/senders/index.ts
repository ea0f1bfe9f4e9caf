import { Inject, Injectable } from '@nestjs/common';
import { CHANNELS, type Entries, type Entry, sharedWith } from '../channels-config';
import { MailSender } from './mail.sender';
import type { MessageSender } from './message-sender';
import { WechatSender } from './wechat.sender';
import { WeiboSender } from './weibo.sender';

export { type MessageSender, type OutgoingMessage, Undeliverable } from './message-sender';

/** Who speaks through an account; undefined where the account only listens: nobody gave us what its provider wants for that. */
export function senderOf(entry: Entry, environment: NodeJS.ProcessEnv = process.env): MessageSender | undefined {
  const shared = (what: Parameters<typeof sharedWith>[1]): string | undefined => sharedWith(entry, what, environment);
  const [appId, appSecret, accessToken, smtp] = [
    shared('APP_ID'),
    shared('APP_SECRET'),
    shared('ACCESS_TOKEN'),
    shared('SMTP_URL'),
  ];
  switch (entry.adapter) {
    case 'wechat':
      return appId && appSecret ? new WechatSender(appId, appSecret, shared('API_URL')) : undefined;
    case 'weibo':
      return accessToken ? new WeiboSender(accessToken, shared('API_URL')) : undefined;
    case 'mail':
      return smtp ? new MailSender(new URL(smtp)) : undefined;
    default:
      return undefined;
  }
}

/** The accounts of config/channels.yaml that citizens can be written to through. */
@Injectable()
export class AccountSenders {
  private readonly made = new Map<string, MessageSender>();

  constructor(@Inject(CHANNELS) private readonly entries: Entries) {}

  /** Who speaks through an account by its name; undefined where nobody does. */
  of(account: string): MessageSender | undefined {
    const entry = this.entries.get(account);
    const sender = this.made.get(account) ?? (entry && senderOf(entry));
    if (sender) this.made.set(account, sender);
    return sender;
  }
}
