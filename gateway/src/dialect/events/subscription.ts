import { extension, type BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { CORRELATION_VARIABLE } from '../model';
import { eventName, useName } from './event-name';

/** The correlation key of a message as FEEL text, or undefined after the refusal that says what is missing. */
function correlationKeyOf(element: BpmnElement, message: BpmnElement, translation: Translation): string | undefined {
  const subscription = extension(message, 'zeebe:Subscription');
  if (!subscription) {
    translation.refuse(element, 'zeebe:subscription', 'Must have exactly one zeebe:subscription extension element');
    return undefined;
  }
  if (!subscription.correlationKey) {
    translation.refuse(element, 'zeebe:subscription', "Attribute 'correlationKey' must be present and not empty");
    return undefined;
  }
  return translation.expression(element, 'zeebe:subscription', subscription.correlationKey as string);
}

/**
 * Keeps the correlation key where the subscription lives: a hidden local variable of that scope, set by the plug-in, and called after
 * the message. `definition` refers to the message: an event's definition, or a receive task itself.
 */
export function subscribe(
  element: BpmnElement,
  definition: BpmnElement,
  scope: BpmnElement,
  translation: Translation,
): void {
  const message = definition.messageRef as BpmnElement | undefined;
  if (!message) {
    translation.refuse(element, 'bpmn:message', 'Must reference a message');
    return;
  }
  const name = eventName(element, 'bpmn:message', message.name, translation);
  const key = name && correlationKeyOf(element, message, translation);
  if (key === undefined) {
    return;
  }
  useName(element, definition, 'messageRef', name!, translation);
  translation.operaton(scope).dialect(
    'key',
    {
      ...(name!.literal === undefined
        ? { event: element.id, name: name!.feel! }
        : { variable: CORRELATION_VARIABLE(name!.literal) }),
      ...(element.$type === 'bpmn:BoundaryEvent' ? { outer: 'true' } : {}),
    },
    key,
  );
}
