import { eventDefinition, extension, type BpmnElement } from '../bpmn';
import type { Construct, Translation } from '../construct';
import { LISTENING_TYPES } from '../support';
import { writeListeners } from './listeners';

const GATEWAY = /Gateway$/;
/** Gateways that join: the engine enters them once for each token, Zeebe once for all. */
const JOINS = ['bpmn:ParallelGateway', 'bpmn:InclusiveGateway'];

/** Why Zeebe, or this gateway, does not listen to an event of an element. */
function unheard(element: BpmnElement, event: string): string | undefined {
  const definition = eventDefinition(element)?.$type;
  const starts = event === 'start';
  if (element.$type === 'bpmn:BoundaryEvent' && definition === 'bpmn:CompensateEventDefinition') {
    return "Execution listeners of type 'start' and 'end' are not supported by [compensation] boundary events";
  }
  if (element.$type === 'bpmn:BoundaryEvent' && starts) {
    return "Execution listeners of type 'start' are not supported by boundary events";
  }
  if (element.$type === 'bpmn:StartEvent' && starts) {
    return "Execution listeners of type 'start' are not supported by start events";
  }
  if (element.$type === 'bpmn:EndEvent' && definition === 'bpmn:ErrorEventDefinition' && !starts) {
    return "Execution listeners of type 'end' are not supported by [error] end events";
  }
  if (GATEWAY.test(element.$type) && !starts) {
    return "Execution listeners of type 'end' are not supported by gateway element";
  }
  if (definition === 'bpmn:LinkEventDefinition') {
    return 'Execution listeners are not supported by link events, which leave no element instances here';
  }
  if (JOINS.includes(element.$type) && (element.incoming ?? []).length > 1) {
    return 'Execution listeners are not supported by gateways that join several flows';
  }
  if (element.triggeredByEvent && starts) {
    return "Execution listeners of type 'start' are not supported by event sub-processes";
  }
  return undefined;
}

function refuseDuplicates(
  element: BpmnElement,
  listeners: readonly BpmnElement[],
  refuse: Translation['refuse'],
): void {
  const named = listeners.map(({ eventType, type }) => `eventType[${eventType}] and type[${type}]`);
  for (const name of new Set(named)) {
    const count = named.filter((other) => other === name).length;
    if (count > 1) {
      refuse(
        element,
        'zeebe:executionListeners',
        `Found '${count}' duplicates based on ${name}, these combinations should be unique.`,
      );
    }
  }
}

/** zeebe:executionListeners: jobs before an element begins and before it is left, which the engine plug-in makes (Listeners). */
export const executionListeners: Construct = {
  types: LISTENING_TYPES,
  translate(element, translation) {
    const listeners = (extension(element, 'zeebe:ExecutionListeners')?.listeners ?? []) as BpmnElement[];
    refuseDuplicates(element, listeners, translation.refuse);
    for (const event of new Set(listeners.map(({ eventType }) => String(eventType)))) {
      const reason = unheard(element, event);
      if (reason) {
        translation.refuse(element, 'zeebe:executionListener', reason);
      }
    }
    writeListeners(element, listeners, 'zeebe:executionListener', ['start', 'end'], translation);
  },
};
