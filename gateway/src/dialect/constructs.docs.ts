import type { ConstructCase } from './constructs.cases';
import { tables, type FoundTable } from './constructs.tables';

const escaped = (text: string) => text.replace(/\|/g, '\\|');

function row({ path, table }: FoundTable): string {
  const works = table.cases.filter((test) => !test.refused);
  const refused = table.cases.filter((test) => test.refused);
  const names = (cases: ConstructCase[]) => cases.map((test) => `\`${test.file}\``).join(', ');
  const support = works.length === 0 ? 'refused' : table.differs ? `differs: ${table.differs}` : 'supported';
  return `| ${escaped(table.construct)} | ${escaped(support)} | \`${path}\` | ${names(works)} | ${names(refused)} |`;
}

/** The section "BPMN constructs" of docs/gateway.md, made from the tables of cases that run on the engine. */
export function constructsSection(): string {
  const found = tables();
  const cases = found.flatMap(({ table }) => table.cases);
  return [
    '## BPMN constructs',
    '',
    'What the gateway does with each construct of a Camunda 8.8 diagram. A diagram with anything else is refused when it is',
    "deployed, with file, element and reason, in Camunda's words where Camunda refuses it too.",
    '',
    `Each row is backed by the cases of \`gateway/src/dialect/<table>.cases.ts\` (${cases.length} in all), with their diagrams beside`,
    'them; all of them run on a real engine through the strict client (`npm test -- e2e constructs`). This section is made from',
    'the tables, and `gateway/src/dialect/constructs.spec.ts` holds it equal to them.',
    '',
    '<!-- prettier-ignore-start -->',
    '| construct | support | table | cases | refused |',
    '| --- | --- | --- | --- | --- |',
    ...found.map(row),
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
}
