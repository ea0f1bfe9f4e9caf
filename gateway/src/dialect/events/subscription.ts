import { extension, type BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { isExpression, isJuel } from '../juel';
import { CORRELATION_VARIABLE } from '../model';

/** A name that must be there and be a literal; false after the refusal. */
export function hasLiteralName(
  element: BpmnElement,
  construct: string,
  name: string | undefined,
  translation: Translation,
): name is string {
  if (!name) {
    translation.refuse(element, construct, 'Name must be present and not empty');
    return false;
  }
  if (isExpression(name) || isJuel(name)) {
    translation.refuse(element, construct, `the name '${name}' is an expression, which is not supported`);
    return false;
  }
  return true;
}

/** The correlation key of a message as FEEL text, or undefined after the refusal that says what is missing. */
export function correlationKeyOf(
  element: BpmnElement,
  message: BpmnElement | undefined,
  translation: Translation,
): string | undefined {
  if (!message) {
    translation.refuse(element, 'bpmn:message', 'Must reference a message');
    return undefined;
  }
  if (!hasLiteralName(element, 'bpmn:message', message.name, translation)) {
    return undefined;
  }
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

/** Keeps the correlation key where the subscription lives: a hidden local variable of that scope, set by the plug-in. */
export function subscribe(scope: BpmnElement, messageName: string, key: string, translation: Translation): void {
  translation
    .operaton(scope)
    .dialect('key', { variable: CORRELATION_VARIABLE(messageName), message: messageName }, key);
}
