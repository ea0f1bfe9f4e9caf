import { Injectable, Logger } from '@nestjs/common';

/** A text message as a provider takes it; the id makes a repeat of it recognisable. */
export interface TextMessage {
  id: string;
  to: string;
  text: string;
}

/** The port to a provider of text messages. */
export abstract class SmsSender {
  abstract send(message: TextMessage): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/**
 * Posts each message as JSON to the provider's address (HOTLINE_SMS_URL) with HOTLINE_SMS_TOKEN as bearer token and the
 * message's id as Idempotency-Key; whatever is no 2xx is tried again later.
 */
@Injectable()
export class HttpSmsSender extends SmsSender {
  constructor(
    private readonly url: string,
    private readonly token: string | undefined,
  ) {
    super();
  }

  async send({ id, to, text }: TextMessage): Promise<void> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: JSON.stringify({ to, text }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`the provider answered ${response.status}`);
  }
}

/** Where no provider is set up: messages count as sent and the log says so, without telephone number or text. */
@Injectable()
export class NoSmsSender extends SmsSender {
  private readonly log = new Logger(NoSmsSender.name);

  send({ id }: TextMessage): Promise<void> {
    this.log.debug(`No provider of text messages is set up; message ${id} goes nowhere.`);
    return Promise.resolve();
  }
}
