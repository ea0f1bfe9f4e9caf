import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { httpDuration } from './metrics';
import type { Stopping } from './stopping';

/** Follows each request: in its caller's trace, measured, and one line at debug at its end that names the route. */
export function observeRequests(stopping: Stopping, log?: Logger): RequestHandler {
  return (request, response, next) => {
    const begun = process.hrtime.bigint();
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = trace.getTracer('gateway').startSpan(request.method, { kind: SpanKind.SERVER }, parent);
    const active = trace.setSpan(parent, span);
    stopping.watch(response);
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : 499;
      span.updateName(`${request.method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
      if (status >= 500) {
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
      httpDuration.observe({ method: request.method, route, status }, seconds);
      context.with(active, () =>
        log?.debug({ method: request.method, route, status, ms: Math.round(seconds * 1e4) / 10 }, 'request'),
      );
    });
    context.with(active, next);
  };
}

function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: unknown };
  return typeof path === 'string' ? `${request.baseUrl}${path}` : 'none';
}
