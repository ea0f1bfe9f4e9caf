/**
 * The running system as a test sees it: start an app, kill a part and start it again. The processes themselves belong to
 * `npm test`, which tells where it listens in SYSTEM_CONTROL_URL.
 */
import { request } from 'node:http';

/** A part that a test may stop, kill and start again; each call waits until that is done. */
export interface RunningPart {
  /** Ends the process as a power cut would. */
  kill9(): Promise<void>;
  /** Stops it in order. */
  stop(): Promise<void>;
  /** Starts it again on the same port and the same data. */
  start(): Promise<void>;
  /** stop() and start(). */
  restart(): Promise<void>;
}

/** An app that a test started. */
export interface RunningApp extends RunningPart {
  id: string;
  url: string;
  databaseUrl: string;
  /** The password of every demo account. */
  demoPassword: string;
  /** Its folder of files. */
  documents: string;
}

interface AppAnswer {
  documents: string;
  id: string;
  url: string;
  databaseUrl: string;
  demoPassword: string;
}

// node:http and not fetch, which gives up on an answer after five minutes
function control<T>(path: string, body: unknown = {}): Promise<T> {
  const address = process.env.SYSTEM_CONTROL_URL;
  if (!address) throw new Error('SYSTEM_CONTROL_URL is not set: run this with `npm test -- e2e <pattern>`');
  return new Promise((resolve, reject) => {
    const call = request(`${address}${path}`, { method: 'POST', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const content = JSON.parse(text) as T & { message?: string };
        if (response.statusCode === 200) resolve(content);
        else reject(new Error(content.message));
      });
    });
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}

function part(name: string): RunningPart {
  const action = (what: string) => async () => {
    await control(`/parts/${name}/${what}`);
  };
  return { kill9: action('kill9'), stop: action('stop'), start: action('start'), restart: action('restart') };
}

/** The engine that all tests share. */
export const engine: RunningPart = part('engine');

/** The gateway that all tests share. */
export const gateway: RunningPart = part('gateway');

/**
 * Starts an app on an empty database; engine and gateway are emptied first if another app used them. With the
 * `databaseUrl` of a running app it starts a second node beside it; with `from`, a folder of test/compat, on the data of an
 * earlier release. Stop it in `afterAll`.
 */
export async function startApp(
  options: { env?: Record<string, string>; databaseUrl?: string; from?: string } = {},
): Promise<RunningApp> {
  const app = await control<AppAnswer>('/apps', options);
  return { ...app, ...part(app.id) };
}
