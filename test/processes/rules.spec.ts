import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const path = (file: string): string => join(process.cwd(), file);
const textOf = (file: string): string => (existsSync(path(file)) ? readFileSync(path(file), 'utf8') : '');

/** A row of docs/rules.md. */
interface Rule {
  document: string;
  rule: string;
  livesIn: string;
  test: string;
}

const rows: Rule[] = textOf('docs/rules.md')
  .split('\n')
  .filter((line) => /^\| *D\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, document, rule, livesIn, test]) => ({ document: document!, rule: rule!, livesIn: livesIn!, test: test! }));

/** What is wrong with a reference of the column "Lives in"; undefined when it is there. */
function missing(reference: string): string | undefined {
  const [file, name] = reference.split('#') as [string, string | undefined];
  if (!existsSync(path(file))) return `${file}: there is no such file`;
  if (name === undefined) return file.startsWith('src/') ? undefined : `${reference}: names nothing in the file`;
  if (/\.(bpmn|dmn)$/.test(file)) return textOf(file).includes(` id="${name}"`) ? undefined : `${file}: no ${name}`;
  if (file.endsWith('.form')) return textOf(file).includes(`"key": "${name}"`) ? undefined : `${file}: no ${name}`;
  if (!file.endsWith('.yaml')) return `${reference}: neither diagram, table, form nor configuration`;
  const value = name
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], parse(textOf(file)));
  return value === undefined ? `${file}: no ${name}` : undefined;
}

/** What is wrong with the column "Test": a text must stand in the test or in its table of cases. */
function untested(cell: string): string[] {
  const tests = [...cell.matchAll(/`([^`]+)` › ([^;`]+)/g)];
  if (tests.length === 0) return [`no test: ${cell}`];
  return tests.flatMap(([, file, name]) => {
    const texts = [file!, file!.replace(/\.(spec|db\.spec|e2e)\.ts$/, '.cases.ts')].map(textOf);
    if (!texts[0]) return [`${file}: there is no such test`];
    return texts.some((text) => text.includes(name!.trim())) ? [] : [`${file}: no test says "${name!.trim()}"`];
  });
}

describe('docs/rules.md', () => {
  it('has rules of the documents, sorted by document', () => {
    expect(rows.length).toBeGreaterThan(20);
    const documents = rows.map(({ document }) => Number(/^D(\d)/.exec(document)![1]));
    expect(documents).toEqual([...documents].sort((one, other) => one - other));
  });

  it.each(rows)('$document $rule: lives where it says', ({ livesIn }) => {
    const references = [...livesIn.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
    expect(references.length).toBeGreaterThan(0);
    expect(references.map(missing).filter(Boolean)).toEqual([]);
  });

  it.each(rows)('$document $rule: is shown by a test', ({ test }) => {
    expect(untested(test)).toEqual([]);
  });
});
