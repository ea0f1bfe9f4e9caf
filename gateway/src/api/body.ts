import type { Request } from 'express';
import { badRequest, invalidArgument } from '../common/problem';

/** What a property of a command's body may hold. */
export type Kind = 'text' | 'integer' | 'reference' | 'boolean' | 'object' | 'list' | 'texts' | 'any';

const FITS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  integer: (value) => typeof value === 'number' && Number.isSafeInteger(value),
  // a number that the caller chose; that it is positive is a rule with words of its own
  reference: (value) => typeof value === 'number' && Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  list: Array.isArray,
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  any: () => true,
};

/**
 * A command's body with the properties that Camunda's API description names: anything else, or a value of another type, is refused
 * before a command is made of it. `null` counts as absent.
 */
export function readBody<T extends object>(body: unknown, properties: Readonly<Record<string, Kind>>, at = ''): T {
  if (body === undefined || body === null) {
    return {} as T;
  }
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw badRequest('Request body cannot be parsed');
  }
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const kind = properties[name];
    if (!kind || (value !== null && !FITS[kind](value))) {
      throw badRequest(`Request property [${at}${name}] cannot be parsed`);
    }
    if (kind === 'reference' && value !== null && (value as number) < 1) {
      throw invalidArgument(`The value for ${name} is '${String(value)}' but must be > 0.`);
    }
    if (value !== null) {
      read[name] = value;
    }
  }
  return read as T;
}

/** Refuses a request without a body, where one must be. */
export function requireBody(request: Request): void {
  if (request.headers['transfer-encoding'] === undefined && !Number(request.headers['content-length'])) {
    throw badRequest('Required request body is missing');
  }
}

/** Collects what is wrong with a command, and refuses it with all of it at once, as Camunda does. */
export class Violations {
  private readonly found: string[] = [];

  check(holds: boolean, violation: string): this {
    if (!holds) this.found.push(violation);
    return this;
  }

  required(value: unknown, name: string): this {
    return this.check(value !== undefined && value !== null && value !== '', `No ${name} provided`);
  }

  key(value: unknown, name: string): this {
    const text = typeof value === 'number' ? String(value) : value;
    return this.check(
      value === undefined || value === null || (typeof text === 'string' && /^-?\d{1,19}$/.test(text)),
      `The provided ${name} '${String(value)}' is not a valid key. Expected a numeric value. Did you pass an entity id instead of an entity key?`,
    );
  }

  atLeast(value: number | undefined, least: number, name: string, rule: string): this {
    return this.check(value === undefined || value >= least, `The value for ${name} is '${value}' but must be ${rule}`);
  }

  refuse(): void {
    if (this.found.length > 0) {
      throw invalidArgument(`${this.found.join('. ')}.`);
    }
  }
}
