/** The little of moddle's shape that the dialect needs; moddle itself has no types for its elements. */
export interface BpmnElement {
  $type: string;
  $attrs: Record<string, string>;
  $parent?: BpmnElement;
  id: string;
  name?: string;
  extensionElements?: { values?: BpmnElement[] } & Partial<BpmnElement>;
  // moddle elements are open records; the constructs read the attributes that BPMN gives their type
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  [property: string]: any;
}

/** The one extension element of a type (`zeebe:TaskDefinition`), if the element has it. */
export function extension(element: BpmnElement, type: string): BpmnElement | undefined {
  return (element.extensionElements?.values ?? []).find((value) => value.$type === type);
}

/** The first event definition of an event, if it has one. */
export function eventDefinition(element: BpmnElement): BpmnElement | undefined {
  return (element.eventDefinitions as BpmnElement[] | undefined)?.[0];
}

/** A start event of a process or of a sub-process that no event triggers. */
export const isRootStart = (element: BpmnElement): boolean =>
  element.$type === 'bpmn:StartEvent' && !(element.$parent as BpmnElement).triggeredByEvent;

/** Fills in what flows come in and go out: the flows say it themselves, and not every modeler repeats it at the elements. */
export function connect(container: BpmnElement): void {
  const elements = [...walk(container)];
  for (const flow of elements.filter((element) => element.$type === 'bpmn:SequenceFlow')) {
    for (const [node, side] of [
      [flow.sourceRef, 'outgoing'],
      [flow.targetRef, 'incoming'],
    ] as [BpmnElement | undefined, string][]) {
      const flows = node?.get(side) as BpmnElement[] | undefined;
      if (flows && !flows.includes(flow)) {
        flows.push(flow);
      }
    }
  }
}

/** Every flow element below a container with its containment, depth first: knows order and nesting and no consumer. */
export function* walk(container: BpmnElement): Generator<BpmnElement> {
  for (const element of (container.flowElements ?? []) as BpmnElement[]) {
    yield element;
    if (element.flowElements) {
      yield* walk(element);
    }
  }
}
