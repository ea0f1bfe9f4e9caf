import { extension } from '../bpmn';
import type { Construct } from '../construct';

/** Service and send tasks are jobs; without a task definition Camunda refuses them, and so do we. */
export const serviceTask: Construct = {
  types: ['bpmn:ServiceTask', 'bpmn:SendTask'],
  translate(element, translation) {
    if (!extension(element, 'zeebe:TaskDefinition')) {
      translation.refuse(
        element,
        'zeebe:taskDefinition',
        "Must have exactly one 'zeebe:taskDefinition' extension element",
      );
    }
  },
};
