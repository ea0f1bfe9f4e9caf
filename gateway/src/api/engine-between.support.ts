import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { secondGateway } from './second-gateway.support';

/** What a gateway asked of the engine, and what that answered. */
export interface Exchange {
  method: string;
  path: string;
  request: string;
  answer: string;
}

/**
 * The engine with a way in between, for a gateway's ENGINE_URL. What the engine has done is answered when `until` is over.
 * @param until waits with an answer as long as the test wants; one that throws is never passed on
 * @param before waits with a request before the engine has it
 */
export async function engineBetween(
  until: (exchange: Exchange) => Promise<void>,
  before: (request: { path: string }) => Promise<void> = () => Promise.resolve(),
) {
  const server = createServer((request, response) => {
    const pass = async () => {
      const body = await buffer(request);
      await before({ path: request.url! });
      const { authorization, 'content-type': type } = request.headers;
      const answer = await fetch(new URL(request.url!, process.env.ENGINE_URL), {
        method: request.method,
        headers: { authorization: authorization!, ...(type ? { 'content-type': type } : {}) },
        body: body.length > 0 ? body : undefined,
      });
      const content = await answer.text();
      await until({ method: request.method!, path: request.url!, request: body.toString(), answer: content });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(content);
    };
    pass().catch(() => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${new URL(process.env.ENGINE_URL!).pathname}`, close: () => server.close() };
}

/** A gateway of a test file's own with a way in between to the engine, as `engineBetween` has it: it runs while the file's tests do. */
export function gatewayBetween(
  ...way: Parameters<typeof engineBetween>
): () => Awaited<ReturnType<typeof secondGateway>> {
  let engine: Awaited<ReturnType<typeof engineBetween>>;
  let gateway: Awaited<ReturnType<typeof secondGateway>>;
  beforeAll(async () => {
    engine = await engineBetween(...way);
    gateway = await secondGateway({ ENGINE_URL: engine.url });
  });
  afterAll(() => {
    gateway.process.kill('SIGKILL');
    engine.close();
  });
  return () => gateway;
}
