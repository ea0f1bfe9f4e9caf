import type { BpmnElement } from './bpmn';

interface Drawn extends BpmnElement {
  bounds?: { x?: number; y?: number; width?: number; height?: number };
  waypoint?: { x?: number; y?: number }[];
}

const placed = (values: readonly unknown[]) => values.every((value) => Number.isFinite(value));

/** Can the engine draw it: the element is there, and it has its measures. */
function drawable(drawn: Drawn): boolean {
  if (!drawn.bpmnElement) {
    return false;
  }
  if (drawn.$type === 'bpmndi:BPMNEdge') {
    const points = drawn.waypoint ?? [];
    return points.length > 1 && points.every(({ x, y }) => placed([x, y]));
  }
  const { x, y, width, height } = drawn.bounds ?? {};
  return placed([x, y, width, height]);
}

/**
 * Drops what a diagram draws of elements that it does not have. Zeebe does not look at the drawing; Operaton refuses the whole diagram
 * for one shape too many, and tools leave such shapes behind.
 */
export function dropUnresolvedDrawings(definitions: BpmnElement): void {
  const drawings = ((definitions.diagrams ?? []) as BpmnElement[]).filter(({ plane }) => plane?.bpmnElement);
  for (const { plane } of drawings) {
    plane.planeElement = ((plane.planeElement ?? []) as Drawn[]).filter(drawable);
  }
  definitions.diagrams = drawings;
}
