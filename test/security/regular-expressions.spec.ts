import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AttackPattern, check, type Diagnostics, type Parameters } from 'recheck';
import ts from 'typescript';
import { RanAway, withinTime } from '../../src/expressions/within-time';

jest.setTimeout(600_000);

/** Programs that read what others send; the command line's own arguments are its user's. */
const FOLDERS = ['src', 'gateway/src'];
const LEFT_OUT = /\.(spec|e2e|cases|run)\.ts$|^src\/cli\//;
/** Expressions made at run time: of our own words, or broken off when they run away. */
const MADE_AT_RUN_TIME = [
  'src/expressions/form-pattern.ts',
  'gateway/src/definitions/dmn.ts',
  'gateway/src/read/element-types.ts',
];
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
/** Characters of a text that an expression is tried on, and the processor's milliseconds that it may take: a square takes seconds. */
const LONG = 200_000;
const SLOW_MS = 500;
const PATIENCE_MS = 20_000;

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

/** What an expression and its flags are in the code. */
const partsOf = (text: string): [source: string, flags: string] => {
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  return [source, flags];
};

/** What recheck says; by its search alone, which ends by itself, where the proof takes too long on a busy machine. */
async function judged(text: string): Promise<Diagnostics> {
  const [source, flags] = partsOf(text);
  const proved = await check(source, flags, SEARCH);
  return proved.status === 'unknown' ? check(source, flags, { ...SEARCH, checker: 'fuzz', timeout: null }) : proved;
}

/** The text that recheck found, as long as a log line or a letter may be at most. */
function attackOf({ pumps, suffix }: AttackPattern): string {
  const pumped = pumps.reduce((length, { pump }) => length + pump.length, 0) || 1;
  const times = Math.ceil(LONG / pumped);
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;
}

/** Does the expression take too long over that text? Its search counts steps, and takes many of them for a growing number. */
function isSlow(text: string, attack: string): boolean {
  const expression = new RegExp(...partsOf(text));
  const began = process.cpuUsage();
  try {
    withinTime(PATIENCE_MS, () => attack.replace(expression, ''));
  } catch (error) {
    if (error instanceof RanAway) return true;
    throw error;
  }
  return process.cpuUsage(began).user / 1000 > SLOW_MS;
}

/** Those that are not safe, each with the file and how its time grows. */
async function slowOf(expressions: Found[]): Promise<string[]> {
  const slow: string[] = [];
  const left = [...expressions];
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const found = await judged(next.text);
      if (found.status === 'unknown') slow.push(`${next.file}: ${next.text} ${found.error.kind}`);
      if (found.status === 'vulnerable' && isSlow(next.text, attackOf(found.attack))) {
        slow.push(`${next.file}: ${next.text} ${found.complexity.summary}`);
      }
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

  it.each([
    ['/^(a+)+$/', 'exponential'],
    // what the scrubbing of logs once had: each start in a long line read on to its end
    ['/\\beyJ[\\w-]{5,}\\.[\\w-]{5,}\\.[\\w-]{5,}/g', '2nd degree polynomial'],
  ])('would be found out otherwise: %s', async (text, growth) => {
    const [found] = await slowOf([{ file: 'here', text }]);
    expect(found).toContain(`here: ${text} ${growth}`);
  });

  it('are made at run time only where that is known', () => {
    expect([...new Set(expressions.filter(({ text }) => !text).map(({ file }) => file))]).toEqual(MADE_AT_RUN_TIME);
  });
});
