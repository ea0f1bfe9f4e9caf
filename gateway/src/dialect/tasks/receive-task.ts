import type { Construct } from '../construct';
import { subscribe } from '../events/subscription';

/** A receive task waits for its message; the correlation key is a local variable of the task. */
export const receiveTask: Construct = {
  types: ['bpmn:ReceiveTask'],
  translate(element, translation) {
    subscribe(element, element, element, translation);
  },
};
