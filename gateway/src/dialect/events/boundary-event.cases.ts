import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Boundary events: position',
  covers: ['bpmn:BoundaryEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:IntermediateThrowEvent'],
  cases: [
    {
      file: 'none-throw',
      name: 'an intermediate throw event without a definition is passed',
      path: ['s', 'i', 'e'],
    },
    {
      file: 'order',
      name: 'of a boundary event and an event sub-process, the boundary event of the inner scope comes first',
      steps: [
        {
          job: 'work',
          error: {
            code: 'closed',
          },
        },
      ],
      path: ['s', '-x', 'xs', '-t', 'b', 'caught'],
    },
    {
      file: 'order-inner',
      name: 'an event sub-process within the scope comes before its boundary event',
      steps: [
        {
          job: 'work',
          error: {
            code: 'closed',
          },
        },
      ],
      path: ['s', 'x', 'xs', '-t', 'p', 'ps', 'pe', 'e'],
    },
    {
      file: 'no-flow',
      name: 'a boundary event without a flow is refused',
      refused: {
        element: 'b',
        reason: 'Boundary events must have at least one outgoing sequence flow',
      },
    },
    {
      file: 'no-definition',
      name: 'a boundary event without a definition is refused',
      refused: {
        element: 'b',
        reason: 'Must have exactly one event definition',
      },
    },
  ],
};
