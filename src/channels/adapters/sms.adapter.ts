import { z } from 'zod';
import type { ChannelAdapter, ChannelTerms, InboundText, ProviderRequest } from '../channel-adapter';
import { cleaned, readJson } from './read-body';
import { verifyHmac } from './signatures';

const message = z.object({
  messageId: z.string().min(1).max(200),
  from: z.string().regex(/^\+?[\d\- ]{3,30}$/),
  text: z.string().regex(/\S/).max(5000),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
});

/** A text message that the provider received for our number. */
export class SmsAdapter implements ChannelAdapter {
  readonly thanks = { type: 'application/json', body: '{"ok":true}' };

  accept(request: ProviderRequest, terms: ChannelTerms, now: Date): InboundText {
    verifyHmac(request, terms, now);
    const { messageId, from, text, receivedAt } = readJson(request.raw, message);
    return {
      kind: 'text',
      messageId,
      sender: from,
      content: cleaned(text, 5000) ?? text,
      citizen: { phone: from },
      ...(receivedAt ? { receivedAt: new Date(receivedAt) } : {}),
    };
  }
}
