import { createRequire } from 'node:module';
import { withinTime } from './within-time';

// The package ships CommonJS, but its types say ES module only: it is loaded by name and typed here.
const feelin = createRequire(__filename)('feelin') as {
  unaryTest: (tests: string, context: Record<string, unknown>) => boolean | null;
  evaluate: (expression: string, context: Record<string, unknown>) => unknown;
};

/** What a form or a table asks takes a millisecond; a machine that is busy with much else is given time, too. */
const PATIENCE_MS = 5_000;

/** The value of a FEEL expression of a form or a decision table. Throws RanAway for one that does not come to an end. */
export function evaluate(expression: string, context: Record<string, unknown>, patienceMs = PATIENCE_MS): unknown {
  return withinTime(patienceMs, () => feelin.evaluate(expression, context));
}

/** Does the value `?` of the context fit the tests of a decision table's cell? Throws RanAway as `evaluate` does. */
export function unaryTest(tests: string, context: Record<string, unknown>, patienceMs = PATIENCE_MS): boolean | null {
  return withinTime(patienceMs, () => feelin.unaryTest(tests, context));
}
