import BpmnModdle from 'bpmn-moddle';
import { diff } from 'bpmn-js-differ';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';

export type Change = 'added' | 'removed' | 'changed' | 'moved';

/** One thing that differs between two diagrams. */
export interface Difference {
  id: string;
  name: string;
  change: Change;
  detail: string;
}

/** An element of a diagram, or what draws one. */
type Element = Record<string, unknown> & { id: string; name?: string };

/** What differs between a diagram and its draft. */
export async function differences(before: string, after: string): Promise<Difference[]> {
  const [old, now] = await Promise.all([read(before), read(after)]);
  const found = diff(old.rootElement, now.rootElement);
  const row = (change: Change) => (element: { id: string; name?: string }) => ({
    id: element.id,
    name: element.name ?? '',
    change,
    detail: '',
  });
  // The differ names a value of before the new one, but not that of a member of a list: both are read from the diagrams.
  const valuesOf = (id: string, property: string, listed: { oldValue?: unknown; newValue?: unknown }) =>
    property.includes('[')
      ? [listed.oldValue, listed.newValue]
      : [old.elementsById[id]?.[property], now.elementsById[id]?.[property]];
  const places = [placesOf(old.elementsById), placesOf(now.elementsById)] as const;
  return [
    ...Object.values(found._added).map(row('added')),
    ...Object.values(found._removed).map(row('removed')),
    ...Object.values(found._changed).map(({ model, attrs }) => ({
      ...row('changed')(model),
      detail: Object.entries(attrs)
        .map(([property, listed]) => `${property}: ${valuesOf(model.id, property, listed).map(textOf).join(' → ')}`)
        .join('; '),
    })),
    // What is drawn otherwise where it was, as a gateway that the editor writes its sign into, did not move.
    ...Object.values(found._layoutChanged)
      .filter(({ id }) => places[0].get(id) !== places[1].get(id))
      .map(row('moved')),
  ];
}

async function read(xml: string) {
  const { rootElement, elementsById } = await new BpmnModdle({ zeebe }).fromXML(xml);
  return { rootElement, elementsById: elementsById as Record<string, Element> };
}

/** Where each element is drawn, as text that is the same for the same place. */
function placesOf(elementsById: Record<string, Element>): Map<string, string> {
  const places = new Map<string, string>();
  for (const { bpmnElement, bounds, waypoint } of Object.values(elementsById)) {
    const id = (bpmnElement as Element | undefined)?.id;
    if (id) places.set(id, JSON.stringify([bounds, waypoint]));
  }
  return places;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'object') return (value as { id?: string }).id ?? (value as { $type?: string }).$type ?? '…';
  return JSON.stringify(value);
}
