import type { BpmnElement } from '../bpmn';
import type { Construct } from '../construct';
import { EVENT_SUB_PROCESS_STARTS } from '../support';

/** Embedded and event sub-processes: how each may begin. */
export const subProcess: Construct = {
  types: ['bpmn:SubProcess'],
  translate(element, translation) {
    const starts = ((element.flowElements ?? []) as BpmnElement[]).filter((child) => child.$type === 'bpmn:StartEvent');
    if (starts.length !== 1) {
      translation.refuse(element, 'bpmn:subProcess', 'Must have exactly one start event');
      return;
    }
    const definition: BpmnElement | undefined = starts[0]!.eventDefinitions?.[0];
    if (!element.triggeredByEvent) {
      if (definition) {
        translation.refuse(element, 'bpmn:subProcess', 'Start events in subprocesses must be of type none');
      }
      return;
    }
    if (!definition || !EVENT_SUB_PROCESS_STARTS.includes(definition.$type)) {
      translation.refuse(
        element,
        'bpmn:subProcess',
        'Start events in event subprocesses must be one of: message, timer, error, signal or escalation',
      );
    }
    if ((element.incoming ?? []).length + (element.outgoing ?? []).length > 0) {
      translation.refuse(
        element,
        'bpmn:subProcess',
        'Event subprocesses must not have incoming or outgoing sequence flows',
      );
    }
  },
};
