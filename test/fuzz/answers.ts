import { setTimeout as wait } from 'node:timers/promises';

/** A request as it is sent; a body that is a text goes as it is. */
export interface FuzzRequest {
  name: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | FormData;
}

/** What an answer of a certain API must be like; the reason why it is not. */
export type Judge = (status: number, type: string, text: string) => string | undefined;

/** What no answer may show: traces, statements, files of ours, or a driver's words. */
const INSIDE = /\n\s+at \S|node_modules|[\w-]+\.(ts|js):\d+|QueryFailedError|TypeError|\bSELECT \b|\bINSERT INTO\b/;
const PATIENCE_MS = 20_000;
const AT_ONCE = 4;

/** The reason why an answer is no proper refusal: fault, not a problem document, or the inside shown. */
export function properly(isCode: (problem: Record<string, unknown>) => boolean, allowed: number[] = []): Judge {
  return (status, type, text) => {
    if (status < 400) return undefined;
    if (status >= 500 && !allowed.includes(status)) return 'a fault of ours';
    if (!type.startsWith('application/problem+json')) return `content type ${type || 'none'}`;
    if (INSIDE.test(text)) return 'shows the inside';
    try {
      const problem = JSON.parse(text) as Record<string, unknown>;
      if (problem.status !== status) return 'another status inside';
      return isCode(problem) ? undefined : 'no stable code';
    } catch {
      return 'not JSON';
    }
  };
}

/** A connection that was kept may have been closed just when a request goes out on it: that one is sent again. */
async function asked(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code !== 'UND_ERR_SOCKET') throw error;
    return fetch(url, init);
  }
}

/** Sends requests, a few at once; each finding says which request, what came and why that is wrong. */
export async function send(
  requests: Iterator<FuzzRequest>,
  judge: Judge,
): Promise<{ sent: number; findings: string[] }> {
  const findings: string[] = [];
  let sent = 0;
  const worker = async () => {
    for (let next = requests.next(); !next.done; next = requests.next()) {
      sent += 1;
      const { name, method, url, headers, body } = next.value;
      const shown = typeof body === 'string' ? body.slice(0, 300) : body ? '(bytes)' : '';
      try {
        const answer = await asked(url, {
          method,
          headers,
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const type = answer.headers.get('content-type') ?? '';
        // a stream of news has no end
        const text = type.startsWith('text/event-stream') ? '' : await answer.text();
        await answer.body?.cancel().catch(() => undefined);
        const wrong = judge(answer.status, type, text);
        if (wrong)
          findings.push(
            `${name}: ${wrong}: ${answer.status} ${text.slice(0, 300)} to ${method} ${url.slice(0, 300)} ${shown}`,
          );
      } catch (error) {
        const { name: kind, message, cause } = error as Error & { cause?: { code?: string } };
        if (kind === 'TimeoutError') findings.push(`${name}: no answer to ${method} ${url.slice(0, 300)} ${shown}`);
        // a body over the limit: the server answers and closes while we still write
        else if (!/EPIPE|ECONNRESET|UND_ERR_SOCKET/.test(String(cause?.code)) || !body) {
          findings.push(`${name}: ${message} ${cause?.code ?? ''} at ${method} ${url.slice(0, 300)} ${shown}`);
        }
        await wait(50);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { sent, findings };
}
