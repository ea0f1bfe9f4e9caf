import { eventDefinition, type BpmnElement } from '../bpmn';
import type { Construct } from '../construct';
import { formBinding } from '../extensions/binding';
import { staticName } from '../juel';

/** How a process may begin, and that no scope waits for one message twice. */
export const processStart: Construct = {
  types: ['bpmn:Process'],
  translate(process, translation) {
    const elements = (process.flowElements ?? []) as BpmnElement[];
    const starts = elements.filter((element) => element.$type === 'bpmn:StartEvent');
    if (starts.length === 0) {
      translation.refuse(process, 'bpmn:process', 'Must have at least one start event');
    }
    starts.forEach((start) => formBinding(start, translation));
    if (starts.filter((start) => !eventDefinition(start)).length > 1) {
      translation.refuse(process, 'bpmn:process', 'Multiple none start events are not allowed');
    }
    const messages = starts.map((start) => staticName(String(eventDefinition(start)?.messageRef?.name ?? '')));
    for (const name of new Set(messages.filter((message, index) => message && messages.indexOf(message) !== index))) {
      translation.refuse(
        process,
        'bpmn:process',
        `Multiple event definitions with the same message '${name}' are not allowed.`,
      );
    }
  },
};
