import { setTimeout as wait } from 'node:timers/promises';
import { hmacOf } from '../channels/adapters/signatures';

/** An answer that was no success, with the problem's code and those of the fields that were wrong. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly fieldCodes: string[] = [],
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

const SECOND_MS = 1000;
const TRY_AGAIN_MS = 500;
const PATIENCE_MS = 180_000;

/** The REST API as many people use it at once: signs each in when needed, waits while the system is away. */
export class DemoClient {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly address: string,
    private readonly password: string,
  ) {}

  get<T>(username: string, path: string): Promise<T> {
    return this.as(username, 'GET', path);
  }

  post<T = void>(username: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.as(username, 'POST', path, body, headers);
  }

  /** Attaches a file. */
  async upload<T>(
    username: string,
    path: string,
    file: { purpose: string; name: string; content: Buffer },
  ): Promise<T> {
    const form = new FormData();
    form.set('purpose', file.purpose);
    form.set('file', new Blob([file.content]), file.name);
    const token = await this.token(username);
    return this.send<T>('POST', path, form, { authorization: `Bearer ${token}` });
  }

  put<T = void>(username: string, path: string, body: unknown): Promise<T> {
    return this.as(username, 'PUT', path, body);
  }

  /** Posts without an account, as a citizen does. */
  tell(path: string, body: unknown): Promise<void> {
    return this.send('POST', path, body, {});
  }

  /** Asks without an account. */
  ask<T>(path: string): Promise<T> {
    return this.send('GET', path, undefined, {});
  }

  /** Tells a channel something as its provider does, signed with the secret that the two share. */
  tellChannel(name: string, body: object, secret: string): Promise<void> {
    const timestamp = String(Math.floor(Date.now() / SECOND_MS));
    return this.send('POST', `/channels/${name}`, body, {
      'x-hotline-timestamp': timestamp,
      'x-hotline-signature': `sha256=${hmacOf(secret, timestamp, Buffer.from(JSON.stringify(body)))}`,
    });
  }

  /** A download as it comes. */
  async open(username: string, path: string): Promise<Response> {
    const token = await this.token(username);
    return fetch(`${this.address}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  }

  /** Any request as somebody. */
  async as<T>(
    username: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const token = await this.token(username);
    return this.send<T>(method, path, body, { ...headers, authorization: `Bearer ${token}` });
  }

  private async token(username: string): Promise<string> {
    let token = this.tokens.get(username);
    if (!token) {
      token = this.send<{ accessToken: string }>('POST', '/auth/login', { username, password: this.password }, {}).then(
        ({ accessToken }) => accessToken,
      );
      this.tokens.set(username, token);
      token.catch(() => this.tokens.delete(username));
    }
    return token;
  }

  /** Sends a request again while nobody answers or the answer is a fault: what is sent is safe to repeat. */
  private async send<T>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<T> {
    const since = Date.now();
    let last = 'nothing';
    for (;;) {
      const response = await fetch(`${this.address}/api/v1${path}`, {
        method,
        headers: body instanceof FormData ? headers : { 'content-type': 'application/json', ...headers },
        body: body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body),
      }).catch((error: Error) => {
        last = error.cause instanceof Error ? error.cause.message : error.message;
        return null;
      });
      if (response?.ok) {
        const text = await response.text().catch(() => null);
        if (text !== null) return (text ? JSON.parse(text) : undefined) as T;
      } else if (response && response.status < 500) {
        const problem = (await response.json().catch(() => ({}))) as {
          code?: string;
          detail?: string;
          errors?: { code?: string }[];
        };
        const errors = problem.errors ? ` ${JSON.stringify(problem.errors)}` : '';
        const fieldCodes = (problem.errors ?? []).map(({ code }) => code ?? 'unknown');
        throw new Refused(response.status, problem.code ?? 'unknown', `${problem.detail ?? ''}${errors}`, fieldCodes);
      } else if (response) {
        last = `${response.status} ${await response.text().catch(() => '')}`;
      }
      if (Date.now() - since > PATIENCE_MS)
        throw new Error(`${method} ${path}: no answer from ${this.address}; the last try got ${last}`);
      await wait(TRY_AGAIN_MS);
    }
  }
}
