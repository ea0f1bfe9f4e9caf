import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelAdapter, ChannelTerms, Inbound, ProviderRequest } from '../channel-adapter';
import { cleaned, readJson } from './read-body';
import { verifySortedSha1 } from './signatures';

const CONTENT_LENGTH = 20_000;

const message = z.object({
  type: z.string(),
  sender_id: z.union([z.string().min(1).max(100), z.number()]).transform(String),
  created_at: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  text: z.string().max(CONTENT_LENGTH).optional(),
});

/**
 * Private messages to a Weibo account: signed with sha1 over app secret, timestamp and nonce; GET greets with `echostr`.
 * They carry no id: sender, time and text are it.
 */
export class WeiboAdapter implements ChannelAdapter {
  readonly thanks = { type: 'application/json', body: '{"result":true}' };

  accept(request: ProviderRequest, terms: ChannelTerms, now: Date): Inbound {
    verifySortedSha1(request, terms, now);
    if (request.method === 'GET') return { kind: 'greeting', answer: request.query.echostr ?? '' };
    const { type, sender_id: sender, created_at: createdAt, text } = readJson(request.raw, message);
    const content = cleaned(text, CONTENT_LENGTH);
    if (type !== 'text' || !content) return { kind: 'greeting', answer: this.thanks.body };
    return {
      kind: 'text',
      messageId: createHash('sha256').update([sender, createdAt, content].join('\n')).digest('hex'),
      sender,
      content,
      receivedAt: new Date(createdAt),
    };
  }
}
