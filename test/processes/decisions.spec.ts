import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { disposals, grounds, supervisionSteps, timeLimits, type DecisionCase } from './decisions.cases';

// The package ships CommonJS, but its types say ES module only: it is loaded by name and typed here.
const { unaryTest, evaluate } = createRequire(__filename)('feelin') as {
  unaryTest(tests: string, context: Record<string, unknown>): boolean;
  evaluate(expression: string): unknown;
};

interface Row {
  description: string;
  inputs: string[];
  outputs: string[];
}

interface Table {
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

function tableOf(decision: string): Table {
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
function decide(table: Table, facts: Record<string, unknown>): unknown {
  const answers = table.rows
    .filter((row) => row.inputs.every((tests, at) => isMet(tests, facts[table.inputs[at]!])))
    .map((row) => row.outputs.map((text) => evaluate(text)))
    .map((values) =>
      values.length === 1 ? values[0] : Object.fromEntries(values.map((value, at) => [table.outputs[at]!, value])),
    );
  return table.hitPolicy === 'COLLECT' ? answers : answers[0];
}

const isMet = (tests: string, value: unknown) =>
  tests === '' || tests === '-' || unaryTest(tests, { '?': value ?? null }) === true;

const decisions: [decision: string, cases: DecisionCase[]][] = [
  ['disposal', disposals],
  ['time-limits', timeLimits],
  ['supervision-grounds', grounds],
  ['supervision-steps', supervisionSteps],
];

describe.each(decisions)('%s', (decision, cases) => {
  const table = tableOf(decision);

  it.each(cases.map((one) => [one.name, JSON.stringify(one.facts), one] as const))('%s: %s', (_name, _facts, one) => {
    expect(decide(table, one.facts)).toEqual(one.answer);
  });

  it('says in Chinese where each row comes from', () => {
    expect(table.rows.filter(({ description }) => !/\p{Script=Han}.*（D\d/u.test(description))).toEqual([]);
  });

  it('has no row that no case here reaches', () => {
    const unreached = table.rows.filter(
      (row) =>
        !cases.some(({ facts }) => {
          const fitting = table.rows.filter((one) =>
            one.inputs.every((tests, at) => isMet(tests, facts[table.inputs[at]!])),
          );
          return table.hitPolicy === 'COLLECT' ? fitting.includes(row) : fitting[0] === row;
        }),
    );
    expect(unreached.map(({ description }) => description)).toEqual([]);
  });
});

it.each(['disposal', 'time-limits', 'supervision-steps'])(
  '%s never leaves a case without an answer: the last row fits everything',
  (name) => {
    const { hitPolicy, rows } = tableOf(name);
    expect(hitPolicy).toBe('FIRST');
    expect(rows.at(-1)!.inputs.every((tests) => tests === '' || tests === '-')).toBe(true);
  },
);
