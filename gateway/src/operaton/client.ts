import { Pool, type Dispatcher } from 'undici';
import type { Settings } from '../common/settings';
import { engineConflicts, engineDuration } from '../observability/metrics';

/** What Operaton answered when it did not answer well; `type` is its exception's simple name, `code` its exception code. */
export class OperatonError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly code?: number,
  ) {
    super(message);
  }
}

/**
 * Conflicts that are to be tried again: what Operaton says itself, two commands that make the same variable, and an execution that
 * another command has moved between the reading of its task and of itself.
 */
const CONFLICTS =
  /OptimisticLocking|updated by another transaction concurrently|CrdbTransactionRetry|could not serialize|deadlock detected|ACT_UNIQ_VARIABLE|has no current activity/i;
/** Operaton's exception code for a transaction that the database ended in a deadlock; its message says only that something failed. */
const DEADLOCK = 10_000;
const CONFLICT_TRIES = 8;

/** Operaton's REST API over one keep-alive pool. Every method throws OperatonError for an answer that is not 2xx. */
export class OperatonClient {
  private readonly pool: Pool;
  private readonly prefix: string;
  private readonly headers: Record<string, string>;

  constructor(settings: Settings) {
    const url = new URL(settings.engineUrl);
    this.pool = new Pool(url.origin, { connections: 32, headersTimeout: 120_000, bodyTimeout: 120_000 });
    this.prefix = url.pathname.replace(/\/$/, '');
    const account = Buffer.from(`${settings.engineUser}:${settings.enginePassword}`).toString('base64');
    this.headers = { authorization: `Basic ${account}`, accept: 'application/json' };
  }

  async get<T>(path: string, query: Record<string, string | number | boolean | undefined> = {}): Promise<T> {
    return this.request<T>('GET', `${path}${queryString(query)}`);
  }

  /** A resource's text as it was uploaded. */
  async text(path: string): Promise<string> {
    const { statusCode, body } = await this.pool.request({
      method: 'GET',
      path: `${this.prefix}${path}`,
      headers: { ...this.headers, accept: '*/*' },
    });
    const text = await body.text();
    if (statusCode >= 400) {
      throw operatonError(statusCode, text);
    }
    return text;
  }

  async post<T>(path: string, body?: unknown): Promise<T> {
    return this.request<T>('POST', path, body ?? {});
  }

  async put<T>(path: string, body?: unknown): Promise<T> {
    return this.request<T>('PUT', path, body ?? {});
  }

  async delete(path: string): Promise<void> {
    await this.request('DELETE', path);
  }

  /** A deployment: files by name, all or nothing. */
  async deploy(
    name: string,
    files: { name: string; content: string }[],
  ): Promise<{ id: string; deploymentTime: string }> {
    const form = new FormData();
    form.set('deployment-name', name);
    for (const file of files) {
      form.set(file.name, new Blob([file.content]), file.name);
    }
    const encoded = new Response(form);
    return this.send(
      'POST',
      '/deployment/create',
      Buffer.from(await encoded.arrayBuffer()),
      encoded.headers.get('content-type')!,
    );
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private async request<T>(method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.send<T>(method, path, text, 'application/json');
      } catch (error) {
        // the engine rolled the whole command back, so the same command again is safe
        if (!isConflict(error) || attempt >= CONFLICT_TRIES) {
          throw error;
        }
        engineConflicts.inc();
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
      }
    }
  }

  private async send<T>(
    method: Dispatcher.HttpMethod,
    path: string,
    body: string | Buffer | undefined,
    type: string,
  ): Promise<T> {
    const measured = engineDuration.startTimer({ method, status: 'none' });
    let text: string;
    let statusCode: number;
    try {
      const answer = await this.pool.request({
        method,
        path: `${this.prefix}${path}`,
        headers: body === undefined ? this.headers : { ...this.headers, 'content-type': type },
        body,
      });
      statusCode = answer.statusCode;
      text = await answer.body.text();
      measured({ status: statusCode });
    } catch (error) {
      measured();
      throw error;
    }
    if (statusCode >= 400) {
      throw operatonError(statusCode, text);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

const isConflict = (error: unknown): boolean =>
  error instanceof OperatonError && (error.code === DEADLOCK || CONFLICTS.test(`${error.type} ${error.message}`));

function operatonError(status: number, text: string): OperatonError {
  try {
    const body = JSON.parse(text) as { type?: string; message?: string; code?: number };
    return new OperatonError(status, body.type ?? 'Unknown', body.message ?? text, body.code);
  } catch {
    return new OperatonError(status, 'Unknown', text.slice(0, 500));
  }
}

function queryString(query: Record<string, string | number | boolean | undefined>): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined);
  return entries.length === 0
    ? ''
    : `?${entries.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}`;
}
