import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import ts from 'typescript';

jest.setTimeout(600_000);

/** Programs that read what others send; the command line's own arguments are its user's. */
const FOLDERS = ['src', 'gateway/src'];
const LEFT_OUT = /\.(spec|e2e|cases|run)\.ts$|^src\/cli\//;
/** Expressions made at run time: from our own words, or broken off when they run away. */
const MADE_AT_RUN_TIME = ['gateway/src/definitions/dmn.ts', 'gateway/src/read/element-types.ts'];
const PATIENCE_MS = 60_000;

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

const expressions = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name)),
).flatMap(expressionsOf);

describe('regular expressions', () => {
  it('take a time that grows with the length of what they read, and no faster', () => {
    const texts = new Map(expressions.filter(({ text }) => text).map(({ text, file }) => [text, file]));
    expect(texts.size).toBeGreaterThan(100);
    const slow = [...texts].flatMap(([text, file]) => {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
      const { status, complexity } = checkSync(source, flags, { timeout: PATIENCE_MS, randomSeed: 0 });
      return status === 'safe' ? [] : [`${file}: ${text} ${status}: ${complexity?.summary ?? ''}`];
    });
    expect(slow).toEqual([]);
  });

  it('are made at run time only where that is known', () => {
    expect([...new Set(expressions.filter(({ text }) => !text).map(({ file }) => file))]).toEqual(MADE_AT_RUN_TIME);
  });
});
