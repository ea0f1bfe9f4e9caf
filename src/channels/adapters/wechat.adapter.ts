import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { Problem } from '../../problems/problem';
import type { ChannelAdapter, ChannelTerms, Inbound, ProviderRequest } from '../channel-adapter';
import { cleaned, unreadable } from './read-body';
import { verifyEncryptedSha1, verifySortedSha1 } from './signatures';
import { openWechat } from './wechat-cipher';

/** Neither entities nor attributes: a text message has none, and what an attacker would expand is not. */
const parser = new XMLParser({ ignoreAttributes: true, processEntities: false, parseTagValue: false });
const CONTENT_LENGTH = 20_000;
const SECOND_MS = 1000;

const message = z.object({
  xml: z.object({
    FromUserName: z.string().min(1).max(200),
    CreateTime: z.string().regex(/^\d{1,10}$/),
    MsgType: z.literal('text'),
    Content: z.string().regex(/\S/),
    MsgId: z.string().min(1).max(100),
  }),
});

const sealed = z.object({ xml: z.object({ Encrypt: z.string().min(1) }) });

/**
 * A WeChat official account: signed with sha1 over token, timestamp and nonce; GET greets with `echostr`. Where the account
 * encrypts (安全模式), its key is in the terms and only what it signed and encrypted is believed. A message that is no text (a
 * picture, an event) is taken and makes no case.
 */
export class WechatAdapter implements ChannelAdapter {
  readonly thanks = { type: 'text/plain', body: 'success' };

  accept(request: ProviderRequest, terms: ChannelTerms, now: Date): Inbound {
    verifySortedSha1(request, terms, now);
    if (request.method === 'GET') return { kind: 'greeting', answer: request.query.echostr ?? '' };
    const body = this.parsed(terms.aesKey ? this.opened(request, terms, terms.aesKey) : request.raw);
    const found = message.safeParse(body);
    if (!found.success) {
      if (isOtherKind(body)) return { kind: 'greeting', answer: this.thanks.body };
      throw unreadable('body');
    }
    const { FromUserName, CreateTime, Content, MsgId } = found.data.xml;
    return {
      kind: 'text',
      messageId: MsgId,
      sender: FromUserName,
      content: cleaned(Content, CONTENT_LENGTH) ?? Content,
      receivedAt: new Date(Number(CreateTime) * SECOND_MS),
    };
  }

  private opened(request: ProviderRequest, terms: ChannelTerms, aesKey: string): Buffer {
    const found = sealed.safeParse(this.parsed(request.raw));
    if (!found.success) throw new Problem('signature-invalid');
    const { Encrypt: encrypted } = found.data.xml;
    verifyEncryptedSha1(request, terms, encrypted);
    return openWechat(encrypted, aesKey);
  }

  private parsed(raw: Buffer): unknown {
    try {
      return parser.parse(raw.toString('utf8'));
    } catch {
      throw unreadable('body');
    }
  }
}

function isOtherKind(value: unknown): boolean {
  const type = (value as { xml?: { MsgType?: unknown } } | null)?.xml?.MsgType;
  return typeof type === 'string' && type !== 'text';
}
