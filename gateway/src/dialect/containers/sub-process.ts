import type { Construct } from '../construct';

/** Embedded and event sub-processes are Operaton's own; an event sub-process needs exactly one start event with a trigger. */
export const subProcess: Construct = {
  types: ['bpmn:SubProcess'],
  translate(element, translation) {
    if (!element.triggeredByEvent) {
      return;
    }
    const starts = (element.flowElements ?? []).filter((child: { $type: string }) => child.$type === 'bpmn:StartEvent');
    if (starts.length !== 1 || !starts[0].eventDefinitions?.length) {
      translation.refuse(
        element,
        'bpmn:subProcess',
        'an event sub-process needs exactly one start event with a trigger',
      );
    }
  },
};
