import type { BpmnElement } from './bpmn';
import type { Finding } from './model';

/** What the reader says of a reference to what the diagram does not have. */
export interface ReaderWarning {
  message: string;
  element?: BpmnElement;
  property?: string;
  value?: string;
}

/** References that lead along the flow; what else is missing the constructs refuse in their own words. */
const FLOW_REFERENCES = new Set(['bpmn:incoming', 'bpmn:outgoing', 'bpmn:sourceRef', 'bpmn:targetRef']);

/** Flows and elements of an executable process that are named and are not there. */
export function unresolvedFlows(warnings: readonly ReaderWarning[], processes: readonly BpmnElement[]): Finding[] {
  return warnings.flatMap(({ element, property, value }) => {
    const isOfFlow = element && property && FLOW_REFERENCES.has(property) && within(element, processes);
    return isOfFlow
      ? [
          {
            code: 'unresolved',
            elementId: element.id,
            elementType: element.$type,
            construct: property,
            message: `Refers to '${value}', which is not in the diagram`,
          },
        ]
      : [];
  });
}

function within(element: BpmnElement, processes: readonly BpmnElement[]): boolean {
  for (let parent: BpmnElement | undefined = element; parent; parent = parent.$parent) {
    if (processes.includes(parent)) {
      return element.$type !== 'bpmn:Association';
    }
  }
  return false;
}
