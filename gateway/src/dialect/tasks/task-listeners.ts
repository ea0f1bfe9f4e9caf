import { extension, type BpmnElement } from '../bpmn';
import type { Construct } from '../construct';
import { writeListeners } from '../extensions/listeners';

/** What task listeners may listen to; Zeebe knows `canceling` too. */
export const TASK_EVENTS = ['creating', 'assigning', 'updating', 'completing'];

/** zeebe:taskListeners of a Camunda user task: jobs before it changes, which the engine plug-in makes (TaskListeners). */
export const taskListeners: Construct = {
  types: ['bpmn:UserTask'],
  translate(element, translation) {
    const listeners = (extension(element, 'zeebe:TaskListeners')?.listeners ?? []) as BpmnElement[];
    const refuse = (reason: string) => translation.refuse(element, 'zeebe:taskListener', reason);
    if (listeners.length > 0 && !extension(element, 'zeebe:UserTask')) {
      refuse("Task listeners are for Camunda user tasks: use 'zeebe:userTask'");
    } else if (listeners.some(({ eventType }) => eventType === 'canceling')) {
      refuse("Task listeners of type 'canceling' are not supported: the engine ends a task without waiting");
    } else {
      writeListeners(element, listeners, 'zeebe:taskListener', TASK_EVENTS, translation);
    }
  },
};
