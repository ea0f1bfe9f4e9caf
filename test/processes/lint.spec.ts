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
  sourceRef?: Element;
  targetRef?: Element;
  attachedToRef?: Element;
}

/** A shape or edge of the picture. */
interface Drawn {
  bpmnElement: Element;
  bounds: Omit<Box, 'id'>;
  waypoint?: Point[];
  label?: { bounds?: Omit<Box, 'id'> };
}

interface Point {
  x: number;
  y: number;
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
  const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(readFileSync(join(FOLDER, file), 'utf8'));
  // What a modeler would warn of when it opens the file.
  expect(warnings.map(({ message }) => message)).toEqual([]);
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
    const { drawn, elements } = pictureOf(await rootOf(file));
    expect(elements.filter(({ id }) => !drawn.has(id)).map(({ id }) => id)).toEqual([]);
    const shapes = elements
      .filter((element) => !['bpmn:SequenceFlow', 'bpmn:BoundaryEvent', 'bpmn:SubProcess'].includes(element.$type))
      .map((element) => ({ id: element.id, ...drawn.get(element.id)!.bounds }));
    const overlapping = shapes.flatMap((one: Box, index: number) =>
      shapes.slice(index + 1).flatMap((other: Box) => (overlap(one, other) ? [`${one.id} ${other.id}`] : [])),
    );
    expect(overlapping).toEqual([]);
  });

  it('can be followed: no flow runs through an element or over a name', async () => {
    const { drawn, elements } = pictureOf(await rootOf(file));
    const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
    const shapes = elements.filter(({ $type }) => !['bpmn:SequenceFlow', 'bpmn:SubProcess'].includes($type));
    const crossed = flows.flatMap((flow) => {
      const lines = linesOf(drawn.get(flow.id)!.waypoint!);
      const through = shapes
        .filter(({ id }) => ![flow.sourceRef!.id, flow.targetRef!.id].includes(id))
        .filter(({ id }) => lines.some((line) => cross(line, drawn.get(id)!.bounds)))
        .map(({ id }) => `${flow.id} through ${id}`);
      const over = elements
        .filter(({ id, name }) => name && drawn.get(id)?.label?.bounds)
        .filter(({ id, name }) => lines.some((line) => cross(line, written(name!, drawn.get(id)!.label!.bounds!))))
        .map(({ id }) => `${flow.id} over the name of ${id}`);
      return [...through, ...over];
    });
    expect(crossed).toEqual([]);
  });

  it('reads from left to right: only loops lead back', async () => {
    const { drawn, elements } = pictureOf(await rootOf(file));
    const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
    const centre = ({ id }: Element) => drawn.get(id)!.bounds.x + drawn.get(id)!.bounds.width / 2;
    const backwards = flows.filter(({ sourceRef, targetRef }) => centre(targetRef!) < centre(sourceRef!));
    // an element leads to the events on its border, too
    const ways = [
      ...flows.map(({ sourceRef, targetRef }) => [sourceRef!.id, targetRef!.id] as const),
      ...elements.flatMap(({ id, attachedToRef }) => (attachedToRef ? [[attachedToRef.id, id] as const] : [])),
    ];
    expect(backwards.filter((flow) => !isInLoop(flow, ways)).map(({ id }) => id)).toEqual([]);
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

/** What is drawn, and where. */
function pictureOf(root: Root): { drawn: Map<string, Drawn>; elements: Element[] } {
  return {
    drawn: new Map(
      root.diagrams.flatMap((diagram) =>
        diagram.plane.planeElement.map((element) => [element.bpmnElement.id, element] as const),
      ),
    ),
    elements: root.rootElements.filter(({ $type }) => $type === 'bpmn:Process').flatMap((process) => allOf(process)),
  };
}

/** The boxes, without width or without height, that a flow's straight lines are. */
function linesOf(points: Point[]): Omit<Box, 'id'>[] {
  return points.slice(1).map((to, at) => {
    const from = points[at]!;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    };
  });
}

/** The written part of a label: names are centred in their bounds, a Chinese character is 11 pixels wide. */
function written(name: string, bounds: Omit<Box, 'id'>): Omit<Box, 'id'> {
  const width = Math.min(name.length * 11, bounds.width);
  return { ...bounds, x: bounds.x + (bounds.width - width) / 2, width };
}

function cross(one: Omit<Box, 'id'>, other: Omit<Box, 'id'>): boolean {
  return overlap({ id: '', ...one }, { id: '', ...other });
}

/** Does a way lead from the flow's end to its start? */
function isInLoop(flow: Element, ways: (readonly [from: string, to: string])[]): boolean {
  const reached = new Set([flow.targetRef!.id]);
  for (const id of reached) {
    for (const [from, to] of ways) if (from === id) reached.add(to);
  }
  return reached.has(flow.sourceRef!.id);
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
