import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Embedded and event sub-processes',
  covers: ['bpmn:SubProcess'],
  cases: [
    {
      file: 'scope',
      name: 'a sub-process completes when all in it has completed',
      steps: [
        {
          job: 'a',
        },
        {
          job: 'b',
        },
      ],
      path: ['s', 'x', 'xs', 'f', 'a', 'b', 'xa', 'xb', 'e'],
    },
    {
      file: 'nested',
      name: 'scopes within scopes see the variables around them',
      start: {
        n: 1,
      },
      steps: [
        {
          job: 'work',
          sees: {
            n: 1,
            a: 2,
            b: 3,
          },
          complete: {
            a: 20,
            b: 30,
            n: 10,
          },
        },
      ],
      variables: {
        n: 10,
      },
    },
    {
      file: 'no-start',
      name: 'a sub-process without a start event is refused',
      refused: {
        element: 'x',
        reason: 'Must have exactly one start event',
      },
    },
    {
      file: 'event-start',
      name: 'a sub-process with a timer start event is refused',
      refused: {
        element: 'x',
        reason: 'Start events in subprocesses must be of type none',
      },
    },
    {
      file: 'event-none',
      name: 'an event sub-process with a none start event is refused',
      refused: {
        element: 'p',
        reason: 'Start events in event subprocesses must be one of: message, timer, error, signal or escalation',
      },
    },
    {
      file: 'transaction',
      name: 'a transaction is refused, as by Camunda',
      refused: {
        element: 'x',
        reason: "'bpmn:Transaction' is not supported",
      },
    },
  ],
};
