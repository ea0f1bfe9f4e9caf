import { createHash } from 'node:crypto';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { ChannelAdapter, ChannelTerms, InboundGreeting, InboundText, ProviderRequest } from '../channel-adapter';
import { cleaned, unreadable } from './read-body';
import { verifyHmac } from './signatures';

const CONTENT_LENGTH = 20_000;
const TITLE_LENGTH = 200;

/** The mayor's mailbox: a mail as it came in (RFC 5322), by the mail server's webhook or from the mailbox itself (IMAP). */
export class MailAdapter implements ChannelAdapter {
  readonly thanks = { type: 'application/json', body: '{"ok":true}' };

  async accept(request: ProviderRequest, terms: ChannelTerms, now: Date): Promise<InboundText | InboundGreeting> {
    verifyHmac(request, terms, now);
    return (await readMail(request.raw)) ?? { kind: 'greeting', answer: this.thanks.body };
  }
}

/**
 * A mail as a message; one without a Message-ID is known by its content. Attachments are named, not kept. Undefined for what a
 * machine wrote: no citizen's matter, and to acknowledge it would have two machines write to each other for ever.
 */
export async function readMail(raw: Buffer): Promise<InboundText | undefined> {
  const mail = await simpleParser(raw, { skipHtmlToText: false, skipImageLinks: true });
  if (isAutomatic(mail)) return undefined;
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

/** An absence note, a mailing list or a mail that came back (RFC 3834). */
function isAutomatic({ headers, from }: ParsedMail): boolean {
  const said = (name: string): string => {
    const value = headers.get(name);
    return typeof value === 'string' ? value.trim().toLowerCase() : '';
  };
  const submitted = said('auto-submitted');
  return (
    (submitted !== '' && submitted !== 'no') ||
    ['bulk', 'junk', 'list', 'auto_reply'].includes(said('precedence')) ||
    /^(mailer-daemon|postmaster)@/i.test(from?.value[0]?.address ?? '')
  );
}
