import type { Construct } from '../construct';
import { correlationKeyOf, subscribe } from '../events/subscription';

/** A receive task waits for its message; the correlation key is a local variable of the task. */
export const receiveTask: Construct = {
  types: ['bpmn:ReceiveTask'],
  translate(element, translation) {
    const key = correlationKeyOf(element, element.messageRef, translation);
    if (key !== undefined) {
      subscribe(element, element.messageRef.name, key, translation);
    }
  },
};
