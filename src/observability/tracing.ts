import {
  type Attributes,
  context,
  type Context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOffSampler, BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const LOG_FIELDS = createContextKey('hotline.log-fields');
const TRACER = 'hotline';

/** What happens in a span besides its name. */
export interface SpanOptions {
  kind?: SpanKind;
  /** The `traceparent` (W3C) of what caused this, kept across a queue; the span running now where it is missing. */
  parent?: string;
  attributes?: Attributes;
  /** What every log line inside carries besides the trace's id. */
  logFields?: Record<string, unknown>;
}

/**
 * Gives each request and each job a trace id, hands it on in `traceparent` headers of whatever this process asks, and
 * sends spans to OTEL_EXPORTER_OTLP_ENDPOINT where that is set. Answers what sends the last spans at the end.
 */
export function startTracing(service: string, env: NodeJS.ProcessEnv = process.env): () => Promise<void> {
  const exports = env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': env.OTEL_SERVICE_NAME ?? service }),
    // Unsampled spans cost next to nothing and carry their ids all the same.
    ...(exports
      ? { spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] }
      : { sampler: new AlwaysOffSampler() }),
  });
  provider.register();
  // A long poll for jobs that nothing caused makes no span.
  registerInstrumentations({ instrumentations: [new UndiciInstrumentation({ requireParentforSpans: true })] });
  return () => provider.shutdown();
}

/** The `traceparent` of what runs now, to be kept with what it leaves behind; undefined outside of any trace. */
export function traceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** What every log line written now carries: the trace's id, and what the spans around it named. */
export function logFields(): Record<string, unknown> {
  const span = trace.getActiveSpan()?.spanContext();
  const named = context.active().getValue(LOG_FIELDS) as Record<string, unknown> | undefined;
  return { ...(span && trace.isSpanContextValid(span) ? { traceId: span.traceId } : {}), ...named };
}

/** Runs something as a span; what it throws marks the span as failed and is thrown on. */
export async function inSpan<T>(name: string, options: SpanOptions, act: () => Promise<T>): Promise<T> {
  const parent = contextOf(options.parent);
  const span = trace
    .getTracer(TRACER)
    .startSpan(name, { kind: options.kind ?? SpanKind.INTERNAL, attributes: options.attributes }, parent);
  const inner = trace.setSpan(parent, span);
  const active = options.logFields
    ? inner.setValue(LOG_FIELDS, { ...(inner.getValue(LOG_FIELDS) as object | undefined), ...options.logFields })
    : inner;
  try {
    return await context.with(active, act);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' });
    throw error;
  } finally {
    span.end();
  }
}

/** The context that a `traceparent` names; what is not one names nothing. */
function contextOf(parent: string | undefined): Context {
  return parent === undefined ? context.active() : propagation.extract(ROOT_CONTEXT, { traceparent: parent });
}
