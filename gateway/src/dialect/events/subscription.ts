import { extension, type BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { call, isExpression } from '../juel';
import { CORRELATION_VARIABLE } from '../model';

/** The correlation key of a message, or undefined after the refusal that says what is missing. */
export function correlationKeyOf(
  element: BpmnElement,
  message: BpmnElement | undefined,
  translation: Translation,
): string | undefined {
  if (!message?.name) {
    translation.refuse(element, 'bpmn:message', 'a message with a name is required');
    return undefined;
  }
  if (isExpression(message.name)) {
    translation.refuse(element, 'bpmn:message', 'a message name given as an expression is not supported');
    return undefined;
  }
  const key = extension(message, 'zeebe:Subscription')?.correlationKey as string | undefined;
  if (!isExpression(key)) {
    translation.refuse(element, 'zeebe:subscription', 'the message needs a correlation key expression');
    return undefined;
  }
  return key;
}

/** Keeps the correlation key where the subscription lives: a local variable of that scope. */
export function subscribe(scope: BpmnElement, messageName: string, key: string, translation: Translation): void {
  const variable = CORRELATION_VARIABLE(messageName);
  const target = translation.operaton(scope);
  if (scope.$type === 'bpmn:Process') {
    // a process has no input mappings; its start listener runs when the start variables are there
    target.child('executionListener', {
      event: 'start',
      expression: `\${execution.setVariable('${variable}', ${call('feelText', key).slice(2, -1)})}`,
    });
    return;
  }
  target.input(variable, call('feelText', key));
}
