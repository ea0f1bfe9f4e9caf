import type { Request } from 'express';
import { badRequest } from '../common/problem';

const DIGITS = /^-?\d{1,25}$/;

/** A key of the path. Throws when it is not digits. */
export function keyParameter(request: Request, name: string): string {
  const value = String(request.params.key ?? request.params[name]);
  if (!DIGITS.test(value)) {
    throw badRequest(`Failed to convert '${name}' with value: '${value}'`);
  }
  return value;
}

/** Whether a search cuts long values: unless the query says otherwise. */
export function truncates(request: Request): boolean {
  const value = request.query.truncateValues;
  if (value !== undefined && value !== 'true' && value !== 'false') {
    throw badRequest(`Failed to convert 'truncateValues' with value: '${JSON.stringify(value)}'`);
  }
  return value !== 'false';
}
