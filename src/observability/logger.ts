import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import { scrub, scrubText } from './scrub';
import { logFields } from './tracing';

/**
 * A logger that writes one JSON object a line: time, level, part, trace id, message. Secrets and personal data are cut
 * out of whatever is given to it. LOG_LEVEL is the least that is written (info).
 */
export function makeLogger(part: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level: process.env.LOG_LEVEL ?? 'info',
      base: { part },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (members) => scrub(members) as Record<string, unknown>,
      },
      mixin: logFields,
      hooks: {
        logMethod(given, method) {
          method.apply(this, given.map((one) => (typeof one === 'string' ? scrubText(one) : one)) as typeof given);
        },
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

/** The app's logger. */
export const log = makeLogger('app');

/** Nest's own and our services' `Logger` over the same lines; the class that speaks is the member `context`. */
export class JsonLogger implements LoggerService {
  constructor(private readonly to: Logger = log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest gives the context last, and before it what belongs to the message: a trace, or an object. */
  private write(level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', message: unknown, rest: unknown[]) {
    const context = typeof rest.at(-1) === 'string' ? (rest.pop() as string) : undefined;
    const [more] = rest;
    const members = {
      ...(context ? { context } : {}),
      ...(typeof more === 'string' ? { stack: more } : more instanceof Error ? { err: more } : {}),
    };
    if (message instanceof Error) this.to[level]({ ...members, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.to[level]({ ...members, ...message });
    else this.to[level](members, String(message));
  }
}
