import { withinTime } from './within-time';

const PATIENCE_MS = 2_000;

/**
 * Does a value match the pattern of a form? Forms are written by process owners: a pattern that is none, or that runs away on some
 * value, is matched by nothing.
 */
export function matchesPattern(pattern: string, value: string): boolean {
  try {
    return withinTime(PATIENCE_MS, () => new RegExp(pattern).test(value));
  } catch {
    return false;
  }
}
