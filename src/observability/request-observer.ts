import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Request, RequestHandler, Response } from 'express';
import type { Draining } from './draining';
import { log } from './logger';
import { httpDuration, streamsOpen } from './metrics';

/** The header that tells a caller under which id this request stands in the logs. */
export const CORRELATION_HEADER = 'x-correlation-id';

const QUIET = /^\/(health|metrics)/;
const MS_PER_NS = 1e-6;

/**
 * Follows each request: takes the caller's trace (traceparent) or begins one, answers its id, measures, and logs one
 * line at the end. Lines and labels name the route, never the address: addresses carry ids, tokens and searched words.
 */
export function observeRequests(draining: Draining): RequestHandler {
  return (request, response, next) => {
    const begun = process.hrtime.bigint();
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = trace.getTracer('hotline').startSpan(request.method, { kind: SpanKind.SERVER }, parent);
    const active = trace.setSpan(parent, span);
    const { traceId } = span.spanContext();
    if (trace.isSpanContextValid(span.spanContext())) response.setHeader(CORRELATION_HEADER, traceId);
    draining.watch(response);
    response.once('close', () => {
      const ms = Number(process.hrtime.bigint() - begun) * MS_PER_NS;
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : 499;
      span.updateName(`${request.method} ${route}`);
      span.setAttributes({
        'http.request.method': request.method,
        'http.route': route,
        'http.response.status_code': status,
      });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      if (isStream(response)) return;
      httpDuration.observe({ method: request.method, route, status }, ms / 1000);
      const level = QUIET.test(request.path) ? 'debug' : status >= 500 ? 'warn' : 'info';
      context.with(active, () =>
        log[level]({ method: request.method, route, status, ms: Math.round(ms * 10) / 10 }, 'request'),
      );
    });
    context.with(active, next);
  };
}

/** Counts a stream of live updates while it is open. */
export function countStream(response: Response): void {
  streamsOpen.inc();
  response.once('close', () => streamsOpen.dec());
}

const isStream = (response: Response) => String(response.getHeader('content-type')).startsWith('text/event-stream');

/** The pattern of the route that answered; what matched none is a page's file, or nothing. */
function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: unknown };
  if (typeof path === 'string') return path;
  return request.path.startsWith('/api/') ? 'none' : 'pages';
}
