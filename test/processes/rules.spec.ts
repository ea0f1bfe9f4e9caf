import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { profileSchema } from '../../src/config/schema';

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
  if (name === undefined) return /^src\/|\.html$/.test(file) ? undefined : `${reference}: names nothing in the file`;
  if (/\.(bpmn|dmn)$/.test(file)) return textOf(file).includes(` id="${name}"`) ? undefined : `${file}: no ${name}`;
  if (file.endsWith('.form')) return textOf(file).includes(`"key": "${name}"`) ? undefined : `${file}: no ${name}`;
  if (!file.endsWith('.yaml')) return `${reference}: neither diagram, table, form nor configuration`;
  const value = name
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], parse(textOf(file)));
  return value === undefined ? `${file}: no ${name}` : undefined;
}

/** Every rule of every decision table, with what it says of itself. */
const tableRules = readdirSync(path('bpmn'))
  .filter((file) => file.endsWith('.dmn'))
  .flatMap((file) =>
    [...textOf(`bpmn/${file}`).matchAll(/<rule id="([\w-]+)">\s*<description>([^<]*)</g)].map(([, id, says]) => ({
      reference: `bpmn/${file}#${id}`,
      says: says!,
    })),
  );
/** Keys of a profile that no document asks for. */
const OWN_KEYS = ['name', 'title', 'secondPersonDeploys'];

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

  it('has rows of each of the nine documents, and no row twice', () => {
    const documents = new Set(rows.map(({ document }) => document.slice(0, 2)));
    expect([...documents].sort()).toEqual(Array.from({ length: 9 }, (_, at) => `D${at + 1}`));
    const names = rows.map(({ document, rule }) => `${document} ${rule}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('leads to every rule of every table, and to none that is of another document', () => {
    const led = (reference: string): Rule[] => rows.filter(({ livesIn }) => livesIn.includes(`\`${reference}\``));
    expect(tableRules.length).toBeGreaterThan(40);
    expect(tableRules.filter(({ reference }) => led(reference).length === 0)).toEqual([]);
    const strayed = tableRules.flatMap(({ reference, says }) =>
      led(reference)
        .filter(({ document }) => !says.includes(document.slice(0, 2)))
        .map(({ document }) => `${document} does not stand in ${reference}: ${says}`),
    );
    expect(strayed).toEqual([]);
  });

  it('leads to every key of a profile that is a rule of a document', () => {
    const keys = Object.keys(profileSchema.shape).filter((key) => !OWN_KEYS.includes(key));
    const all = rows.map(({ livesIn }) => livesIn).join();
    expect(keys.filter((key) => !new RegExp(`profiles/\\w+\\.yaml#${key}\\b`).test(all))).toEqual([]);
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
