import { Script } from 'node:vm';

const PATIENCE_MS = 100;
const TEST = new Script('new RegExp(pattern).test(value)');

/**
 * Does a value match the pattern of a form? Forms are written by process owners: a pattern that runs away on some value is
 * broken off, and the value counts as one that does not match; the app goes on.
 */
export function matchesPattern(pattern: string, value: string): boolean {
  try {
    return TEST.runInNewContext({ pattern, value }, { timeout: PATIENCE_MS }) === true;
  } catch {
    return false;
  }
}
