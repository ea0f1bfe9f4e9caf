import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import type { ChannelAdapter, ChannelTerms, InboundText, ProviderRequest } from '../channel-adapter';
import { cleaned, unreadable } from './read-body';
import { verifyHmac } from './signatures';

const CONTENT_LENGTH = 20_000;
const TITLE_LENGTH = 200;

/** The mayor's mailbox: a mail as it came in (RFC 5322), by the mail server's webhook or from the mailbox itself (IMAP). */
export class MailAdapter implements ChannelAdapter {
  readonly thanks = { type: 'application/json', body: '{"ok":true}' };

  async accept(request: ProviderRequest, terms: ChannelTerms, now: Date): Promise<InboundText> {
    verifyHmac(request, terms, now);
    return readMail(request.raw);
  }
}

/** A mail as a message; one without a Message-ID is known by its content. Attachments are named, not kept. */
export async function readMail(raw: Buffer): Promise<InboundText> {
  const mail = await simpleParser(raw, { skipHtmlToText: false, skipImageLinks: true });
  const [from] = mail.from?.value ?? [];
  const names = mail.attachments.map(({ filename }) => filename ?? '?');
  const text = [mail.text, ...(names.length > 0 ? [`附件：${names.join('、')}`] : [])].join('\n');
  const content = cleaned(text, CONTENT_LENGTH) ?? cleaned(mail.subject, CONTENT_LENGTH);
  if (!content || !from?.address) throw unreadable('body');
  return {
    kind: 'text',
    messageId: (mail.messageId ?? createHash('sha256').update(raw).digest('hex')).slice(0, 200),
    sender: from.address,
    title: cleaned(mail.subject, TITLE_LENGTH),
    content,
    citizen: { name: cleaned(from.name, 100) },
    ...(mail.date ? { receivedAt: mail.date } : {}),
  };
}
