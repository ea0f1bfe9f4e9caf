import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import BpmnModdle from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';

const FOLDER = join(process.cwd(), 'bpmn');
// The packages have no types: loaded by name and typed here.
const load = createRequire(__filename);
const { Linter } = load('bpmnlint') as { Linter: new (options: object) => Lint };
const NodeResolver = load('bpmnlint/lib/resolver/node-resolver') as new () => object;

/** The parts of a BPMN element that these tests read. */
interface Element {
  id: string;
  $type: string;
  name?: string;
  flowElements?: Element[];
}

/** A shape or edge of the picture. */
interface Drawn {
  bpmnElement: Element;
  bounds: Omit<Box, 'id'>;
}

interface Root {
  rootElements: Element[];
  diagrams: { plane: { planeElement: Drawn[] } }[];
}

interface Finding {
  id: string;
  message: string;
}
interface Lint {
  lint(root: unknown, config: object): Promise<Record<string, Finding[]>>;
}

const config = JSON.parse(readFileSync(join(process.cwd(), '.bpmnlintrc'), 'utf8')) as object;

async function rootOf(file: string): Promise<Root> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(readFileSync(join(FOLDER, file), 'utf8'));
  return rootElement as unknown as Root;
}

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith('.bpmn')))('%s', (file) => {
  it('is deployable on Camunda 8.8 as it is', async () => {
    const linter = new Linter({ resolver: new NodeResolver() });
    const findings = await linter.lint(await rootOf(file), config);
    expect(
      Object.entries(findings).flatMap(([rule, found]) => found.map(({ id, message }) => `${rule} ${id}: ${message}`)),
    ).toEqual([]);
  });

  it('is drawn: every element and flow has its picture, and no two elements lie on each other', async () => {
    const root = await rootOf(file);
    const drawn = new Map<string, Drawn>(
      root.diagrams.flatMap((diagram) =>
        diagram.plane.planeElement.map((element) => [element.bpmnElement.id, element] as const),
      ),
    );
    const elements = root.rootElements
      .filter((element) => element.$type === 'bpmn:Process')
      .flatMap((process) => allOf(process));
    expect(elements.filter(({ id }) => !drawn.has(id)).map(({ id }) => id)).toEqual([]);
    const shapes = elements
      .filter((element) => !['bpmn:SequenceFlow', 'bpmn:BoundaryEvent', 'bpmn:SubProcess'].includes(element.$type))
      .map((element) => ({ id: element.id, ...drawn.get(element.id)!.bounds }));
    const overlapping = shapes.flatMap((one: Box, index: number) =>
      shapes.slice(index + 1).flatMap((other: Box) => (overlap(one, other) ? [`${one.id} ${other.id}`] : [])),
    );
    expect(overlapping).toEqual([]);
  });

  it('names every task, event and branching gateway in Chinese', async () => {
    const root = await rootOf(file);
    const unnamed = root.rootElements
      .filter((element) => element.$type === 'bpmn:Process')
      .flatMap((process) => allOf(process))
      .filter(({ $type }) => /Task$|Event$|CallActivity$/.test($type))
      .filter(({ name }) => !/\p{Script=Han}/u.test(name ?? ''));
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });
});

interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

function allOf(container: Element): Element[] {
  return (container.flowElements ?? []).flatMap((element) => [element, ...allOf(element)]);
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
