import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { request as ask } from 'undici';
import type { Services } from '../api/services';
import { makeLogger } from './logger';
import { lookReady } from './readiness';
import { observeRequests } from './request-observer';
import { closed, Stopping } from './stopping';
import { startTracing } from './tracing';

const TRACE = 'c'.repeat(32);
const TRACEPARENT = `00-${TRACE}-${'d'.repeat(16)}-01`;

const listen = async (handler: Parameters<typeof createServer>[1]) => {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

describe('what an operator sees of the gateway', () => {
  let stopTracing: () => Promise<void>;
  beforeAll(() => (stopTracing = startTracing({})));
  afterAll(() => stopTracing());

  it('goes on with its caller trace to the engine and in its log', async () => {
    const written: string[] = [];
    const log = makeLogger({ write: (line: string) => void written.push(line) });
    const engine = await listen((request, response) => response.end(request.headers.traceparent));
    const app = express();
    app.use(observeRequests(new Stopping(), log));
    app.get('/v2/jobs/:key', (_request, response, next) => {
      log.error({ err: new Error('postgresql://hotline:s3cret@host/engine said 13812345678') }, 'gateway error');
      ask(engine.url).then(async ({ body }) => response.send(await body.text()), next);
    });
    const gateway = await listen(app);
    const answer = await fetch(`${gateway.url}/v2/jobs/1`, { headers: { traceparent: TRACEPARENT } });
    expect(await answer.text()).toContain(TRACE);
    expect(JSON.parse(written[0]!)).toMatchObject({ level: 'error', part: 'gateway', traceId: TRACE });
    expect(written.join('')).not.toMatch(/s3cret|13812345678/);
    await Promise.all([closed(gateway.server, 1000), closed(engine.server, 1000)]);
  });

  it('answers what it has taken when it stops, and lets the connection go with it', async () => {
    const stopping = new Stopping();
    const app = express();
    app.use(observeRequests(stopping));
    app.get('/slow', (_request, response) => void setTimeout(() => response.send('done'), 200));
    const { server, url } = await listen(app);
    const asked = fetch(`${url}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    stopping.begin();
    const end = closed(server, 5000);
    const answer = await asked;
    expect(await answer.text()).toBe('done');
    expect(answer.headers.get('connection')).toBe('close');
    await end;
  });

  it.each([
    ['everything answers', {}, []],
    ['the engine is away', { engine: { get: () => Promise.reject(new Error('away')) } }, ['engine']],
    ['its database hangs', { pool: { query: () => new Promise(() => undefined) } }, ['database']],
    ['the schema is unknown', { read: { ping: () => Promise.reject(new Error('schema')) } }, ['engineDatabase']],
  ])('is ready only while all it needs is there: %s', async (_what, given, missing) => {
    const well = {
      engine: { get: () => Promise.resolve({}) },
      pool: { query: () => Promise.resolve({}) },
      read: { ping: () => Promise.resolve() },
    };
    const checks = await lookReady({ ...well, ...given } as unknown as Services, new Stopping());
    expect(Object.entries(checks).flatMap(([name, up]) => (up ? [] : [name]))).toEqual(missing);
  });

  it('is not ready on its way out', async () => {
    const stopping = new Stopping();
    stopping.begin();
    const services = { engine: { get: () => ({}) }, pool: { query: () => ({}) }, read: { ping: () => undefined } };
    expect(await lookReady(services as unknown as Services, stopping)).toMatchObject({ running: false, engine: true });
  });
});
