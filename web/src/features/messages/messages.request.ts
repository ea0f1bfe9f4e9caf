import { request } from '../../api/request';
import type { Schemas } from '../../api/schemas';

/** A message that came in through a channel, and what became of it. */
export type Message = Schemas['InboundMessage'];

export const CHANNELS = ['phone', 'sms', 'mailbox', 'wechat', 'weibo', 'app', 'web'] as const;
export type Channel = Message['channel'];

/** What came in, newest first (at most 200); `open` leaves out what was replied to or noted as invalid. */
export const listMessages = ({ channel, open }: { channel?: Channel; open: boolean }) =>
  request<Message[]>(`/messages?${new URLSearchParams({ ...(channel ? { channel } : {}), open: String(open) })}`);

/** Replies to a text message, once. */
export const replyTo = ({ id, text }: { id: string; text: string }) =>
  request<void>(`/messages/${id}/reply`, { method: 'POST', body: { text } });

/** Notes that a message says nothing to reply to, with the reason. */
export const noteInvalid = ({ id, reason }: { id: string; reason: string }) =>
  request<void>(`/messages/${id}/invalid`, { method: 'POST', body: { reason } });
