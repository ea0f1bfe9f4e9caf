import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'None start and end events',
  covers: ['bpmn:StartEvent', 'bpmn:EndEvent'],
  cases: [
    {
      file: 'none',
      name: 'begins and ends at once',
      path: ['s', 'e'],
      variables: {},
    },
    {
      file: 'no-start',
      name: 'a process without a start event is refused',
      refused: {
        element: 'start-event.no-start',
        reason: 'Must have at least one start event',
      },
    },
    {
      file: 'two',
      name: 'two none start events are refused',
      refused: {
        element: 'start-event.two',
        reason: 'Multiple none start events are not allowed',
      },
    },
    {
      file: 'outgoing',
      name: 'an end event with a flow out of it is refused',
      refused: {
        element: 'e',
        reason: 'End events must not have outgoing sequence flows to other elements',
      },
    },
    {
      file: 'cancel',
      name: 'a conditional start event is refused',
      refused: {
        element: 's',
        reason: 'bpmn:ConditionalEventDefinition is not supported at bpmn:StartEvent',
      },
    },
  ],
};
