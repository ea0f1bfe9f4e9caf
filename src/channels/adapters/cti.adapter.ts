import { z } from 'zod';
import type { ChannelAdapter, ChannelTerms, InboundCallEvent, ProviderRequest } from '../channel-adapter';
import { readJson } from './read-body';
import { verifyHmac } from './signatures';

const number = z.string().regex(/^\+?[\d\- ]{3,30}$/);
const event = z.object({
  eventId: z.string().min(1).max(200),
  callId: z.string().min(1).max(200),
  event: z.enum(['incoming', 'answered', 'hung-up']),
  at: z.iso.datetime({ offset: true }),
  caller: number.optional(),
  called: number.optional(),
  agent: z.string().max(100).optional(),
});

/** The telephone system (CTI): tells of each call that it came in, was answered and was hung up, each with its time; `called` says on which line. */
export class CtiAdapter implements ChannelAdapter {
  readonly thanks = { type: 'application/json', body: '{"ok":true}' };

  accept(request: ProviderRequest, terms: ChannelTerms, now: Date): InboundCallEvent {
    verifyHmac(request, terms, now);
    const { eventId, at, ...rest } = readJson(request.raw, event);
    return { kind: 'call', messageId: eventId, at: new Date(at), ...rest };
  }
}
