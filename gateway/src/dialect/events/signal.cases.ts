import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Signal events',
  covers: ['bpmn:SignalEventDefinition'],
  cases: [
    {
      file: 'catch',
      name: 'an intermediate event waits for its signal',
      steps: [
        {
          active: ['c'],
        },
        {
          signal: 'sig',
          variables: {
            got: 1,
          },
        },
      ],
      path: ['s', 'c', 'e'],
      variables: {
        got: 1,
      },
    },
    {
      file: 'throw',
      name: 'a signal that is thrown reaches who waits for it',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'f', 'c', 't', 'i', 'a', 'b'],
    },
    {
      file: 'end',
      name: 'an end event throws a signal',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'f', 'c', 't', 'a', 'b'],
    },
    {
      file: 'start',
      name: 'a signal starts an instance with its variables',
      start: null,
      steps: [
        {
          signal: 'sig',
          variables: {
            n: 1,
          },
        },
        {
          job: 'work',
          sees: {
            n: 1,
          },
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'boundary',
      name: 'an interrupting signal ends its activity',
      steps: [
        {
          active: ['t'],
        },
        {
          signal: 'sig',
          variables: {
            why: 1,
          },
        },
      ],
      path: ['s', '-t', 'b', 'caught'],
      variables: {
        why: 1,
      },
    },
    {
      file: 'boundary-mapped',
      name: 'a signal with output mappings stays in the event',
      steps: [
        {
          active: ['t'],
        },
        {
          signal: 'sig',
          variables: {
            a: 1,
          },
        },
        {
          job: 'work',
        },
      ],
      variables: {
        b: 2,
      },
    },
    {
      file: 'event-sub-process',
      name: 'a signal starts an event sub-process',
      steps: [
        {
          active: ['t'],
        },
        {
          signal: 'sig',
          variables: {
            a: 1,
          },
        },
        {
          job: 'handle',
          sees: {
            a: 1,
          },
        },
        {
          job: 'work',
        },
      ],
      variables: {},
      path: ['s', 't', 'e', 'p', 'ps', 'h', 'pe'],
    },
    {
      file: 'no-name',
      name: 'a signal without a name is refused',
      refused: {
        element: 'c',
        reason: 'Name must be present and not empty',
      },
    },
    {
      file: 'expression',
      name: 'a signal may be named by an expression where it is thrown and where it is waited for',
      start: { which: 'sig' },
      steps: [{ active: ['c', 't'] }, { job: 'work' }],
      path: ['s', 'f', 'c', 't', 'i', 'a', 'b'],
    },
    {
      file: 'throw-null',
      name: 'a signal thrown by a name that is null is an incident',
      steps: [
        {
          incident: 'i',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Expected result of the expression 'which' to be 'STRING', but was 'NULL'.",
          set: { which: 'signal.throw-null:sig' },
        },
      ],
      path: ['s', 'i', 'e'],
    },
    {
      file: 'start-expression',
      name: 'a signal that starts a process has a name that needs no variables',
      refused: { element: 's', reason: "Expected constant expression but found '=which'" },
    },
  ],
};
