import pino, { type DestinationStream, type Logger } from 'pino';
import { traceFields } from './tracing';

/** Passwords in addresses, credentials of headers, telephone and identity numbers: in no log, whatever an error says. */
const PATTERNS: readonly [RegExp, string][] = [
  [/(:\/\/[^\s:/@]*:)[^\s@/]+@/g, '$1***@'],
  [/\b(Bearer|Basic)\s+[\w~+/.=-]{8,}/gi, '$1 ***'],
  [/(?<![\d.])\d{17}[\dXx](?!\d)/g, '[id number]'],
  [/(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, '[phone]'],
];

const scrub = (text: string) => PATTERNS.reduce((said, [pattern, instead]) => said.replace(pattern, instead), text);

/** An error's name, code, words and trace; nothing else that a client or driver hangs on it (requests, rows, values). */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) {
    return { message: scrub(String(error)) };
  }
  const { code, status, type, cause } = error as { code?: string; status?: number; type?: string; cause?: unknown };
  return {
    type: type ?? error.name,
    code,
    status,
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
    ...(cause instanceof Error ? { cause: scrub(cause.message) } : {}),
  };
}

/** The gateway's logger: one JSON object a line with the trace's id. LOG_LEVEL is the least that is written (info). */
export function makeLogger(destination?: DestinationStream): Logger {
  return pino(
    {
      level: process.env.LOG_LEVEL ?? 'info',
      base: { part: 'gateway' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorOf },
      mixin: traceFields,
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}
