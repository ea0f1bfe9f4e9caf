/** A request of a provider, as it came in; nothing in it is to be believed before it is verified. */
export interface ProviderRequest {
  method: 'GET' | 'POST';
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  query: Record<string, string | undefined>;
  raw: Buffer;
}

/** What a provider and we have agreed on. */
export interface ChannelTerms {
  secret: string;
  /** A request whose time differs from ours by more than this is refused. */
  replayMs: number;
  /** Where messages come encrypted: the key that the provider shows for that. */
  aesKey?: string;
}

/** A message that becomes a case. */
export interface InboundText {
  kind: 'text';
  /** The provider's own id, or one made from what the message is: a repeat has the same. */
  messageId: string;
  /** Who sent it, as the channel knows them: a phone number, an address, an account. */
  sender?: string;
  title?: string;
  content: string;
  circumstances?: { time?: string; place?: string; persons?: string };
  receivedAt?: Date;
  citizen?: { name?: string; phone?: string; unit?: string; address?: string };
}

/** What the telephone system tells of a call. */
export interface InboundCallEvent {
  kind: 'call';
  messageId: string;
  callId: string;
  event: 'incoming' | 'answered' | 'hung-up';
  at: Date;
  caller?: string;
  /** The number that was called. */
  called?: string;
  agent?: string;
}

/** The provider only wants to know whether we are there; `answer` is what it expects to hear. */
export interface InboundGreeting {
  kind: 'greeting';
  answer: string;
}

export type Inbound = InboundText | InboundCallEvent | InboundGreeting;

/**
 * The port of a channel: makes an inbound message of a provider's request, or throws a Problem: `signature-invalid` when
 * the provider did not sign it, `request-expired` outside the replay window, `validation-failed` when it cannot be read.
 * test/channels/adapter-contract.ts is the suite that each adapter passes.
 */
export interface ChannelAdapter {
  accept(request: ProviderRequest, terms: ChannelTerms, now: Date): Inbound | Promise<Inbound>;
  /** What the provider expects to hear when we have its message. */
  readonly thanks: { type: string; body: string };
}
