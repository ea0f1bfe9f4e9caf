import type { BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { call, feelText, isExpression, isJuel, staticName } from '../juel';
import { HIDDEN_VARIABLE_PREFIX } from '../model';

/** The name of a message, signal or link: a text, or FEEL that tells it when the event is reached. */
export interface EventName {
  literal?: string;
  feel?: string;
}

/** The name that a diagram gives, or undefined after the refusal that says what is wrong with it. */
export function eventName(
  element: BpmnElement,
  construct: string,
  name: string | undefined,
  translation: Translation,
): EventName | undefined {
  if (!name) {
    translation.refuse(element, construct, 'Name must be present and not empty');
    return undefined;
  }
  const literal = staticName(name);
  if (literal === undefined) {
    translation.operaton(element).check(name);
    return { feel: feelText(name) };
  }
  if (isJuel(literal)) {
    translation.refuse(element, construct, `the name '${literal}' is an expression, which is not supported`);
    return undefined;
  }
  return { literal };
}

/** A name that must be a text: what starts a process is known when it is deployed. False after the refusal. */
export function hasLiteralName(
  element: BpmnElement,
  construct: string,
  name: string | undefined,
  translation: Translation,
): boolean {
  const known = eventName(element, construct, name, translation);
  if (known?.feel !== undefined) {
    translation.refuse(
      element,
      construct,
      `Expected constant expression but found '${name}', which could not be evaluated without context`,
    );
  }
  return known?.literal !== undefined;
}

/**
 * Gives an event's definition a message or signal of its own under the name that Operaton is to read: a text; where the event waits, a
 * name that nobody uses until the plug-in evaluates the expression; where it throws, JUEL that does.
 */
export function useName(
  element: BpmnElement,
  definition: BpmnElement,
  reference: 'messageRef' | 'signalRef',
  { literal, feel }: EventName,
  translation: Translation,
  throws = false,
): void {
  if (literal === (definition[reference] as BpmnElement).name && !isExpression(literal)) {
    return;
  }
  const name = literal ?? (throws ? call('feelString', feel!) : `${HIDDEN_VARIABLE_PREFIX}name_${element.id}`);
  definition[reference] = translation.ownRoot(element, definition[reference] as BpmnElement, name);
}
