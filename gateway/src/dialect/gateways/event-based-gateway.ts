import { eventDefinition, type BpmnElement } from '../bpmn';
import type { Construct } from '../construct';

const AWAITED = ['bpmn:MessageEventDefinition', 'bpmn:TimerEventDefinition', 'bpmn:SignalEventDefinition'];

/** An event-based gateway waits for the first of the catch events behind it; Zeebe takes no receive tasks there. */
export const eventBasedGateway: Construct = {
  types: ['bpmn:EventBasedGateway'],
  translate(element, translation) {
    const targets = ((element.outgoing ?? []) as BpmnElement[]).map((flow) => flow.targetRef as BpmnElement);
    if (targets.length < 2) {
      translation.refuse(element, element.$type, 'Event-based gateway must have at least 2 outgoing sequence flows.');
    }
    for (const target of targets) {
      if (
        target?.$type !== 'bpmn:IntermediateCatchEvent' ||
        !AWAITED.includes(eventDefinition(target)?.$type ?? '') ||
        (target.incoming ?? []).length > 1
      ) {
        translation.refuse(
          element,
          element.$type,
          'Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.',
        );
        return;
      }
    }
  },
};
