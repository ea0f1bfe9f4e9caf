/** A message to a citizen through the account that they wrote to; the id makes a repeat of it recognisable where a provider looks. */
export interface OutgoingMessage {
  id: string;
  /** Who it goes to, as the channel knows them: what the inbound message had as its sender. */
  to: string;
  /** Only mails have one. */
  subject: string;
  text: string;
}

/**
 * The port to a provider that takes messages to citizens: resolves when it has the message. Throws Undeliverable for what it
 * will never take, any other error for what may be tried again. src/channels/senders/senders.spec.ts is the suite of them.
 */
export interface MessageSender {
  send(message: OutgoingMessage): Promise<void>;
}

/** The provider never takes this message to this citizen: another try changes nothing, another way may. */
export class Undeliverable extends Error {}

export const TIMEOUT_MS = 10_000;

/** Posts, and gives the answer's JSON whatever its status; `{}` where the provider answers none. */
export async function postTo(
  address: URL,
  body: URLSearchParams | object,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const form = body instanceof URLSearchParams;
  const response = await fetch(address, {
    method: 'POST',
    headers: form ? {} : { 'content-type': 'application/json' },
    body: form ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: 'error',
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return { status: response.status, answer };
}
