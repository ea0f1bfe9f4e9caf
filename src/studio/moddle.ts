import { createRequire } from 'node:module';

/** An element of a parsed diagram or table: what it has beside its type is what its meta-model says. */
export interface ModelElement {
  $type: string;
  id?: string;
  name?: string;
  $parent?: ModelElement;
  [property: string]: unknown;
}

interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: ModelElement; warnings: { message: string }[] }>;
  toXML(element: ModelElement, options?: { format?: boolean }): Promise<{ xml: string }>;
  create(type: string, properties?: object): ModelElement;
}
type ModdleClass = new (packages?: object) => Moddle;

// The packages ship no types: loaded by name and typed here.
const load = createRequire(__filename);

function made(name: string, packages?: object): Moddle {
  const loaded = load(name) as
    ModdleClass | { default?: ModdleClass; BpmnModdle?: ModdleClass; DmnModdle?: ModdleClass };
  const { BpmnModdle, DmnModdle, default: standard } = loaded as Exclude<typeof loaded, ModdleClass>;
  const Made = BpmnModdle ?? DmnModdle ?? standard ?? (loaded as ModdleClass);
  return new Made(packages);
}

/** The parser of BPMN in Zeebe's dialect. */
export const bpmnModdle = (): Moddle =>
  made('bpmn-moddle', { zeebe: load('zeebe-bpmn-moddle/resources/zeebe.json') as object });

/** The parser of DMN. */
export const dmnModdle = (): Moddle => made('dmn-moddle');

/** An element and everything that is contained in it, by the order of the file; references are not followed. */
export function* everythingIn(element: ModelElement): Generator<ModelElement> {
  yield element;
  for (const value of Object.values(element)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isElement(child) && child.$parent === element) yield* everythingIn(child);
    }
  }
}

function isElement(value: unknown): value is ModelElement {
  return typeof value === 'object' && value !== null && typeof (value as ModelElement).$type === 'string';
}
