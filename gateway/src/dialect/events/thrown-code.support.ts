import type { ConstructCase } from '../constructs.cases';

/** What holds alike of the codes of errors and escalations: thrown ones may be FEEL, caught ones not. Diagrams beside each table. */
export function thrownCodeCases(event: 'error' | 'escalation'): ConstructCase[] {
  return [
    {
      file: 'expression',
      name: `the code of an ${event} that is thrown may be an expression`,
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
      refused: { element: 'b', reason: `${event}Code of a catch event must be a static value` },
    },
  ];
}
