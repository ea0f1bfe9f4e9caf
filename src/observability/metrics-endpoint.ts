import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Figures } from './figures';
import { registry } from './metrics';

/**
 * Prometheus' endpoint: on a port of its own (HOTLINE_METRICS_PORT, at HOTLINE_METRICS_ADDRESS) for a network that only
 * the monitoring reaches, or at /metrics of the app for who brings HOTLINE_METRICS_TOKEN as bearer. With neither there is none.
 */
@Injectable()
export class MetricsEndpoint implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(private readonly figures: Figures) {}

  onApplicationBootstrap(): void {
    const port = process.env.HOTLINE_METRICS_PORT;
    if (!port) return;
    this.server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.text().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    }).listen(Number(port), process.env.HOTLINE_METRICS_ADDRESS ?? '127.0.0.1');
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  /** The handler of /metrics on the app's own port; whoever has no token finds nothing there. */
  handler(): RequestHandler {
    return (request, response, next) => {
      const token = process.env.HOTLINE_METRICS_TOKEN;
      if (!token || !same(request.headers.authorization ?? '', `Bearer ${token}`)) {
        next();
        return;
      }
      this.text().then((text) => response.type(registry.contentType).send(text), next);
    };
  }

  private async text(): Promise<string> {
    await this.figures.refresh();
    return registry.metrics();
  }
}

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
