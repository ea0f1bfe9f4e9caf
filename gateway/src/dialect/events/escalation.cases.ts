import type { ConstructTable } from '../constructs.cases';
import { thrownCodeCases } from './thrown-code.support';

export const table: ConstructTable = {
  construct: 'Escalation events',
  covers: ['bpmn:EscalationEventDefinition'],
  cases: [
    {
      file: 'boundary',
      name: 'an escalation that does not interrupt goes on beside',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'x', 'xs', 'xi', 't', 'xe', 'b', 'caught', 'e'],
    },
    {
      file: 'interrupting',
      name: 'an interrupting escalation ends its activity',
      path: ['s', '-x', 'xs', '-xe', 'b', 'caught'],
    },
    {
      file: 'uncaught',
      name: 'an escalation that nobody catches changes nothing',
      path: ['s', 'i', 'e'],
    },
    {
      file: 'event-sub-process',
      name: 'an event sub-process catches an escalation',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'i', 't', 'e', 'p', 'ps', 'pe'],
    },
    {
      file: 'no-reference',
      name: 'an escalation that is thrown without a reference is refused',
      refused: {
        element: 'i',
        reason: 'Must reference an escalation',
      },
    },
    ...thrownCodeCases('escalation'),
  ],
};
