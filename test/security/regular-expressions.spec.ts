import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Diagnostics, type Parameters } from 'recheck';
import ts from 'typescript';

jest.setTimeout(600_000);

/** Programs that read what others send; the command line's own arguments are its user's. */
const FOLDERS = ['src', 'gateway/src'];
const LEFT_OUT = /\.(spec|e2e|cases|run)\.ts$|^src\/cli\//;
/** Expressions made at run time: of our own words. */
const MADE_AT_RUN_TIME = ['gateway/src/definitions/dmn.ts', 'gateway/src/read/element-types.ts'];
/** Without one of these an expression reads a bounded number of characters at each place. */
const REPETITION = /[*+]|\{\d+,\d*\}/;
/** Enough for what recheck proves, and a short search where it cannot prove: the whole takes seconds, not minutes. */
const SEARCH: Parameters = {
  timeout: 10_000,
  randomSeed: 0,
  recallTimeout: -1,
  maxIteration: 3,
  maxGenerationSize: 30,
  maxInitialGenerationSize: 100,
  mutationSize: 20,
  crossoverSize: 10,
  seedingLimit: 500,
};
const AT_ONCE = 2;

interface Found {
  file: string;
  /** Empty where the expression is made at run time. */
  text: string;
}

function expressionsOf(file: string): Found[] {
  const found: Found[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push({ file, text: node.text });
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') found.push({ file, text: '' });
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

/** What recheck says; by its search alone, which ends by itself, where the proof takes too long on a busy machine. */
async function judged(text: string): Promise<Diagnostics> {
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  const proved = await check(source, flags, SEARCH);
  return proved.status === 'unknown' ? check(source, flags, { ...SEARCH, checker: 'fuzz', timeout: null }) : proved;
}

/** Those that are not safe, each with the file and how its time grows. */
async function slowOf(expressions: Found[]): Promise<string[]> {
  const slow: string[] = [];
  const left = [...expressions];
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const found = await judged(next.text);
      if (found.status === 'vulnerable') slow.push(`${next.file}: ${next.text} ${found.complexity.summary}`);
      if (found.status === 'unknown') slow.push(`${next.file}: ${next.text} ${found.error.kind}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return slow.sort();
}

const expressions = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name)),
).flatMap(expressionsOf);

describe('regular expressions', () => {
  it('take a time that grows with the length of what they read, and no faster', async () => {
    const distinct = [...new Map(expressions.map((found) => [found.text, found])).values()];
    const repeating = distinct.filter(({ text }) => REPETITION.test(text.replace(/\\./g, '')));
    expect(repeating.length).toBeGreaterThan(50);
    expect(await slowOf(repeating)).toEqual([]);
  });

  it('would be found out otherwise', async () => {
    const text = '/^(a+)+$/';
    expect(await slowOf([{ file: 'here', text }])).toEqual([`here: ${text} exponential`]);
  });

  it('are made at run time only where that is known', () => {
    expect([...new Set(expressions.filter(({ text }) => !text).map(({ file }) => file))]).toEqual(MADE_AT_RUN_TIME);
  });
});
