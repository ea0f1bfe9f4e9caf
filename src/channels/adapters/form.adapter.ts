import { z } from 'zod';
import type { ChannelAdapter, ChannelTerms, InboundText, ProviderRequest } from '../channel-adapter';
import { cleaned, readJson } from './read-body';
import { verifyHmac } from './signatures';

const form = z.object({
  messageId: z.string().min(1).max(200),
  title: z.string().max(200).optional(),
  content: z.string().regex(/\S/).max(20_000),
  circumstances: z
    .object({
      time: z.string().max(200).optional(),
      place: z.string().max(300).optional(),
      persons: z.string().max(500).optional(),
    })
    .optional(),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
  citizen: z
    .object({
      name: z.string().max(100).optional(),
      phone: z
        .string()
        .regex(/^\+?[\d\- ]{3,30}$/)
        .optional(),
      unit: z.string().max(200).optional(),
      address: z.string().max(300).optional(),
    })
    .optional(),
});

/** A form that a citizen filled in, sent on by the mobile client's or the portal's own server. */
export class FormAdapter implements ChannelAdapter {
  readonly thanks = { type: 'application/json', body: '{"ok":true}' };

  accept(request: ProviderRequest, terms: ChannelTerms, now: Date): InboundText {
    verifyHmac(request, terms, now);
    const { receivedAt, content, title, ...rest } = readJson(request.raw, form);
    return {
      kind: 'text',
      ...rest,
      title: cleaned(title, 200),
      content: cleaned(content, 20_000) ?? content,
      sender: rest.citizen?.phone,
      ...(receivedAt ? { receivedAt: new Date(receivedAt) } : {}),
    };
  }
}
