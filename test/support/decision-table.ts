import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The package ships CommonJS, but its types say ES module only: it is loaded by name and typed here.
const { unaryTest, evaluate } = createRequire(__filename)('feelin') as {
  unaryTest(tests: string, context: Record<string, unknown>): boolean;
  evaluate(expression: string): unknown;
};

/** A row of a decision table. */
export interface Row {
  description: string;
  inputs: string[];
  outputs: string[];
}

/** A decision table of bpmn/, its cells as they are written. */
export interface Table {
  hitPolicy: string;
  inputs: string[];
  outputs: string[];
  rows: Row[];
}

const ENTITIES: Record<string, string> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&apos;': "'", '&amp;': '&' };
const plain = (text: string) => text.replace(/&(?:quot|lt|gt|apos|amp);/g, (entity) => ENTITIES[entity]!).trim();
const texts = (pattern: RegExp, xml: string) => [...xml.matchAll(pattern)].map((match) => plain(match[1]!));
const cells = (kind: string, xml: string) =>
  texts(new RegExp(`<${kind}[ >][\\s\\S]*?<text>([\\s\\S]*?)</text>`, 'g'), xml);

/** The table of a decision, from the file of its name. */
export function tableOf(decision: string): Table {
  const xml = readFileSync(join(process.cwd(), 'bpmn', `${decision}.dmn`), 'utf8');
  return {
    hitPolicy: /hitPolicy="(\w+)"/.exec(xml)![1]!,
    inputs: cells('inputExpression', xml),
    outputs: texts(/<output [^>]*\bname="(\w+)"/g, xml),
    rows: [...xml.matchAll(/<rule [\s\S]*?<\/rule>/g)].map(([rule]) => ({
      description: texts(/<description>([\s\S]*?)<\/description>/g, rule)[0] ?? '',
      inputs: cells('inputEntry', rule),
      outputs: cells('outputEntry', rule),
    })),
  };
}

/** Answers as a cluster does: the first row that fits, or all of them; one column is its value, several are a context. */
export function decide(table: Table, facts: Record<string, unknown>): unknown {
  const answers = table.rows
    .filter((row) => row.inputs.every((tests, at) => isMet(tests, facts[table.inputs[at]!])))
    .map((row) => row.outputs.map((text) => evaluate(text)))
    .map((values) =>
      values.length === 1 ? values[0] : Object.fromEntries(values.map((value, at) => [table.outputs[at]!, value])),
    );
  return table.hitPolicy === 'COLLECT' ? answers : answers[0];
}

/** Does a value pass a cell? */
export const isMet = (tests: string, value: unknown) =>
  tests === '' || tests === '-' || unaryTest(tests, { '?': value ?? null }) === true;
