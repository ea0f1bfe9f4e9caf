import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { evaluate, unaryTest } from '../expressions/feel';
import type { TimeLimits } from './limits';

/** What the table is asked: the case's facts, by the names of docs/processes.md. */
export interface LimitFacts {
  profile: string;
  caseType?: string | null;
  urgency?: string | null;
  responseLevel?: string | null;
}

interface Row {
  id: string;
  tests: string[];
  values: string[];
}

interface Text {
  text?: string;
}
interface Table {
  $type: string;
  hitPolicy?: string;
  // what a file holds is not what it should hold
  input?: { inputExpression?: Text }[];
  output?: { name: string }[];
  rule?: { id: string; inputEntry?: Text[]; outputEntry?: Text[] }[];
}

const limits = z.object({
  signInHours: z.number(),
  returnDays: z.number(),
  handlingDays: z.number().nullable(),
  clockHours: z.number().nullable(),
  extensionTimes: z.number(),
  extensionDays: z.number(),
  extensionForceMajeureOnly: z.boolean(),
});

/**
 * The table bpmn/time-limits.dmn read without an engine, for the command line: the first row that fits answers. Cases ask the
 * engine, which runs the deployed version of the same file.
 */
export class LimitTable {
  private constructor(
    private readonly file: string,
    private readonly inputs: string[],
    private readonly outputs: string[],
    private readonly rows: Row[],
  ) {}

  /** Reads the table; an error names the file and what is wrong. */
  static async load(file: string): Promise<LimitTable> {
    const { DmnModdle } = await import('dmn-moddle');
    const { rootElement } = await new DmnModdle().fromXML(readFileSync(file, 'utf8')).catch((error: unknown) => {
      // the reader stumbles over some files with a TypeError, whose words say nothing to anybody
      const known = error instanceof Error && !(error instanceof TypeError);
      throw new Error(`${file}: ${known ? error.message : 'not well-formed'}`);
    });
    const decisions = (rootElement.drgElement ?? []) as { id: string; decisionLogic?: Table }[];
    const table = decisions.find(({ id }) => id === 'time-limits')?.decisionLogic;
    if (table?.$type !== 'dmn:DecisionTable') throw new Error(`${file}: there is no decision table "time-limits"`);
    if (table.hitPolicy !== 'FIRST') throw new Error(`${file}: time-limits: the hit policy must be FIRST`);
    return new LimitTable(
      file,
      (table.input ?? []).map(({ inputExpression }) => inputExpression?.text ?? ''),
      (table.output ?? []).map(({ name }) => name),
      (table.rule ?? []).map(({ id, inputEntry, outputEntry }) => ({
        id,
        tests: (inputEntry ?? []).map(({ text }) => (text ?? '').trim()),
        values: (outputEntry ?? []).map(({ text }) => (text ?? '').trim()),
      })),
    );
  }

  /** The limits of a case, and the id of the row that gave them. */
  limitsOf(facts: LimitFacts): { row: string; limits: TimeLimits } {
    const context = { ...facts } as Record<string, unknown>;
    const row = this.rows.find(({ id, tests }) =>
      this.read(id, () => tests.every((test, at) => this.fits(test, this.inputs[at] ?? '', context))),
    );
    if (!row) throw new Error(`${this.file}: time-limits: no row fits ${JSON.stringify(facts)}`);
    const values = this.read(row.id, () => row.values.map((text) => (text === '' ? null : evaluate(text, context))));
    const parsed = limits.safeParse(Object.fromEntries(this.outputs.map((name, at) => [name, values[at]])));
    if (parsed.success) return { row: row.id, limits: parsed.data };
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`${this.file}: ${row.id}: ${issues.join('; ')}`);
  }

  /** An expression that is no FEEL is told with its row. */
  private read<T>(row: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw new Error(`${this.file}: ${row}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private fits(test: string, input: string, context: Record<string, unknown>): boolean {
    if (test === '' || test === '-') return true;
    const value = evaluate(input, context) ?? null;
    return unaryTest(test, { ...context, '?': value }) === true;
  }
}
