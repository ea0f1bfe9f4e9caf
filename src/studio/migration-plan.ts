import { bpmnModdle, everythingIn, type ModelElement } from './moddle';

/** Why an element of a running instance has no like in the other version. */
export type NoMapping = 'missing' | 'other-type' | 'other-scope';

/** One element at which instances stand, and where it continues. */
export interface PlannedMapping {
  sourceElementId: string;
  sourceName: string | null;
  type: string;
  /** How many tokens stand there. */
  active: number;
  /** The element of the same id, where it is of the same kind in the same scope; null otherwise. */
  targetElementId: string | null;
  reason: NoMapping | null;
  /** Elements of the target that could take its place: same kind, same scope. */
  candidates: { id: string; name: string | null }[];
}

interface Place {
  id: string;
  name: string | null;
  type: string;
  scope: string;
}

/**
 * What maps where when running instances move to another version, and which cannot: an element continues as the one of
 * the same id, if that is of the same type in the same scope; for the others the candidates are named.
 */
export async function migrationPlan(
  sourceXml: string,
  targetXml: string,
  active: readonly { elementId: string; active: number }[],
): Promise<PlannedMapping[]> {
  const [source, target] = await Promise.all([placesOf(sourceXml), placesOf(targetXml)]);
  return active.flatMap(({ elementId, active: tokens }) => {
    const from = source.find(({ id }) => id === elementId);
    if (!from || tokens === 0) return [];
    const to = target.find(({ id }) => id === elementId);
    const reason = reasonAgainst(from, to);
    return {
      sourceElementId: elementId,
      sourceName: from.name,
      type: from.type,
      active: tokens,
      targetElementId: reason ? null : elementId,
      reason,
      candidates: target
        .filter(({ type, scope }) => type === from.type && scope === from.scope)
        .map(({ id, name }) => ({ id, name })),
    };
  });
}

function reasonAgainst(from: Place, to: Place | undefined): NoMapping | null {
  if (!to) return 'missing';
  if (to.type !== from.type) return 'other-type';
  return to.scope === from.scope ? null : 'other-scope';
}

/** Every element of a process with the scope that it is in; the process itself is the scope ''. */
async function placesOf(xml: string): Promise<Place[]> {
  const { rootElement } = await bpmnModdle().fromXML(xml);
  const places: Place[] = [];
  for (const process of (rootElement.rootElements as ModelElement[]).filter(({ $type }) => $type === 'bpmn:Process')) {
    for (const element of everythingIn(process)) {
      const parent = element.$parent;
      const contained = ((parent?.flowElements ?? []) as ModelElement[]).includes(element);
      if (!contained || !element.id || element.$type === 'bpmn:SequenceFlow') continue;
      const scope = parent === process ? '' : parent!.id!;
      places.push({ id: element.id, name: element.name ?? null, type: element.$type.slice('bpmn:'.length), scope });
    }
  }
  return places;
}
