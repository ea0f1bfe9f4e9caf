import { createContext, Script } from 'node:vm';

const context = createContext({ work: undefined as unknown });
const CALL = new Script('work()');

/** What ran away: an expression of a form or a table that did not come to an end in its time. */
export class RanAway extends Error {}

/**
 * Does work that somebody else's expression decides the length of, and breaks it off: the app has one thread, which such an
 * expression would take from everybody. What the work throws is thrown; RanAway when its time is over.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  context.work = work;
  try {
    return CALL.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new RanAway(`an expression did not come to an end within ${milliseconds} ms`);
  } finally {
    context.work = undefined;
  }
}
