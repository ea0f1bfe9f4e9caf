import type { BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { feelName, feelValue, isExpression } from '../juel';

/** Writes the listeners of an element for the plug-in, in their order; what is wrong with one is refused. */
export function writeListeners(
  element: BpmnElement,
  listeners: readonly BpmnElement[],
  construct: string,
  events: readonly string[],
  translation: Translation,
): void {
  const refuse = (message: string) => translation.refuse(element, construct, message);
  const target = translation.operaton(element);
  for (const { eventType, type, retries, headers } of listeners) {
    if (!type) {
      refuse("Attribute 'type' must be present and not empty");
    } else if (!eventType) {
      refuse("Attribute 'eventType' must be present and not empty");
    } else if (!events.includes(String(eventType))) {
      refuse(`The event type '${eventType}' is not supported: ${events.join(', ')} are`);
    } else if (headers) {
      refuse('Headers of a listener are not supported: Camunda 8.8 has none');
    } else if (retries && !isExpression(retries) && !/^\d+$/.test(retries)) {
      refuse(`Expected retries to be a number but found '${retries}'`);
    } else {
      target
        .check(type)
        .check(retries)
        .dialect(
          'listener',
          { event: eventType, ...(retries ? { retries: feelValue(String(retries)) } : {}) },
          feelName(String(type)),
        );
    }
  }
}
