import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { RequestHandler } from 'express';
import { registry } from './metrics';

/** /metrics on a port of its own (GATEWAY_METRICS_PORT at GATEWAY_METRICS_ADDRESS); none where no port is set. */
export function serveMetrics(environment: NodeJS.ProcessEnv): Server | undefined {
  const port = environment.GATEWAY_METRICS_PORT;
  if (!port) {
    return undefined;
  }
  return createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  }).listen(Number(port), environment.GATEWAY_METRICS_ADDRESS ?? '127.0.0.1');
}

/** /metrics on the API's port for who brings GATEWAY_METRICS_TOKEN as bearer; others find nothing there. */
export const metricsHandler: RequestHandler = (request, response, next) => {
  const token = process.env.GATEWAY_METRICS_TOKEN;
  if (!token || !same(request.headers.authorization ?? '', `Bearer ${token}`)) {
    next();
    return;
  }
  registry.metrics().then((text) => response.type(registry.contentType).send(text), next);
};

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
