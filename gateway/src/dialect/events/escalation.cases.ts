import type { ConstructTable } from '../constructs.cases';

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
    {
      file: 'expression',
      name: 'the code of an escalation that is thrown may be an expression',
      start: { code: 'closed' },
      path: ['s', '-x', 'xs', '-xe', 'b', 'caught'],
    },
    {
      file: 'expression-null',
      name: 'a code that is null is an incident',
      steps: [
        {
          incident: 'e',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Expected result of the expression 'code' to be 'STRING', but was 'NULL'.",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+e'],
    },
    {
      file: 'catch-expression',
      name: 'the code of an event that catches is no expression',
      refused: { element: 'b', reason: 'escalationCode of a catch event must be a static value' },
    },
  ],
};
