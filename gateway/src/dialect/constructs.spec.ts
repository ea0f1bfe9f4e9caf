import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import compat from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/element-type/config';
import { constructsSection } from './constructs.docs';
import { FAMILIES, tables } from './constructs.tables';
import { ELEMENT_TYPES, EVENT_DEFINITIONS, EXTENSIONS } from './support';

const DOCS = join(__dirname, '../../../docs/gateway.md');
/** What a diagram shows and nobody executes. */
const SHOWN_ONLY = [
  'bpmn:Association',
  'bpmn:Collaboration',
  'bpmn:Definitions',
  'bpmn:Group',
  'bpmn:MessageFlow',
  'bpmn:Participant',
  'bpmn:Process',
  'bpmn:TextAnnotation',
];
/** What Camunda 8.8 supports and the gateway refuses; each has a case that says so. */
const REFUSED: Readonly<Record<string, string>> = {};

const found = tables();
const covered = new Set(found.flatMap(({ table }) => table.covers));

describe('The table of constructs', () => {
  it('has a diagram beside each case, and a case for each diagram', () => {
    const expected = found.flatMap(({ path, table }) =>
      table.cases.flatMap((test) => ['bpmn', ...(test.with ?? [])].map((ending) => `${path}.${test.file}.${ending}`)),
    );
    const onDisk = FAMILIES.flatMap((family) =>
      readdirSync(join(__dirname, family))
        .filter((file) => /\.(bpmn|dmn|form)$/.test(file))
        .map((file) => `${family}/${file}`),
    );
    expect([...onDisk].sort()).toEqual([...expected].sort());
  });

  it('covers every element type, event definition and extension that is translated', () => {
    const supported = [
      ...Object.keys(ELEMENT_TYPES),
      ...Object.values(EVENT_DEFINITIONS).flat(),
      ...Object.keys(EXTENSIONS),
    ];
    expect([...new Set(supported)].filter((name) => !covered.has(name))).toEqual([]);
    expect([...covered].filter((name) => !supported.includes(name))).toEqual([]);
  });

  it('knows every construct that Camunda 8.8 knows: translated, shown only, or refused by a case', () => {
    const until88 = (version: string) => Number(version.split('.')[0]) < 8 || Number(version.split('.')[1]) <= 8;
    for (const [type, versions] of Object.entries(compat)) {
      if (typeof versions === 'string') {
        const known = type in ELEMENT_TYPES || SHOWN_ONLY.includes(type) || type in REFUSED;
        expect(`${type} ${until88(versions) ? known : true}`).toBe(`${type} true`);
        continue;
      }
      for (const [definition, version] of Object.entries(versions)) {
        const known = definition === '_' || EVENT_DEFINITIONS[type]!.includes(definition);
        expect(`${type} ${definition} ${until88(version) ? known : true}`).toBe(`${type} ${definition} true`);
      }
    }
    for (const [type, path] of Object.entries(REFUSED)) {
      const { table } = found.find((candidate) => candidate.path === path)!;
      expect(table.cases.some((test) => test.refused?.reason.includes(type))).toBe(true);
    }
  });

  /** With WRITE_DOCS=1 the section is written anew. */
  it('is what docs/gateway.md says', () => {
    const section = constructsSection();
    if (process.env.WRITE_DOCS) {
      const text = existsSync(DOCS) ? readFileSync(DOCS, 'utf8') : '# The gateway\n\n';
      const begin = text.indexOf('## BPMN constructs');
      const end = text.indexOf('\n## ', begin + 1);
      const [before, after] = begin < 0 ? [text, ''] : [text.slice(0, begin), end < 0 ? '' : text.slice(end)];
      writeFileSync(DOCS, `${before}${section}${after}`);
    }
    expect(readFileSync(DOCS, 'utf8')).toContain(section);
  });
});
