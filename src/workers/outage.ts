import { engineStatusOf } from '../engine';

/** What PostgreSQL says when it is away, starts, stops or has no room (classes 08, 53, 57P, 58), or lost against another transaction (40). */
const OF_DATABASE = /^(08|53|58|57P|40)/;
/** What the operating system says of a network or a disk that is not there just now. */
const OF_SYSTEM = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOSPC',
  'EMFILE',
  'EIO',
];
/** What the driver says, without a code, of a connection that broke off. */
const BROKEN_OFF =
  /Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect/;

/**
 * Is it the surroundings that failed, and not the job? Then trying again later is right however often it takes, and no
 * retry may be used up: a database that is away for a minute must not leave an incident on every case.
 */
export function isOutage(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause && depth < 5; depth++) {
    const { code, message } = cause as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && (OF_DATABASE.test(code) || OF_SYSTEM.includes(code))) return true;
    if (typeof message === 'string' && BROKEN_OFF.test(message)) return true;
    const status = engineStatusOf(cause);
    if (status !== undefined && [502, 503, 504].includes(status)) return true;
    cause =
      (cause as { cause?: unknown; driverError?: unknown }).cause ?? (cause as { driverError?: unknown }).driverError;
  }
  return false;
}
