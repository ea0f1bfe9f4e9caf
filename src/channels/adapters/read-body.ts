import type { z } from 'zod';
import { Problem } from '../../problems/problem';

/** Control characters that neither PostgreSQL nor documents can hold. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** The body as JSON of a shape; `validation-failed` names the fields otherwise. */
export function readJson<T>(raw: Buffer, shape: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(raw.toString('utf8'));
  } catch {
    throw unreadable('body');
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem(
    'validation-failed',
    {},
    { errors: parsed.error.issues.map((issue) => ({ field: issue.path.join('.') || 'body', code: issue.code })) },
  );
}

/** The problem of a body that cannot be read. */
export function unreadable(field: string): Problem {
  return new Problem('validation-failed', {}, { errors: [{ field, code: 'unreadable' }] });
}

/** A text without control characters, at most so long; undefined when nothing is left. */
export function cleaned(text: string | undefined, length: number): string | undefined {
  const clean = text?.replace(CONTROL, '').trim().slice(0, length);
  return clean ? clean : undefined;
}
