import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Event-based gateway',
  covers: ['bpmn:EventBasedGateway'],
  cases: [
    {
      file: 'message',
      name: 'the first event goes on, the others are given up',
      start: {
        k: 'ebg-1',
      },
      steps: [
        {
          message: 'msg',
          key: 'ebg-1',
          variables: {
            got: 1,
          },
        },
      ],
      path: ['s', 'g', 'm1', 'a'],
      variables: {
        k: 'ebg-1',
        got: 1,
      },
    },
    {
      file: 'timer',
      name: 'a timer can be the first',
      start: {
        k: 'ebg-2',
      },
      path: ['s', 'g', 't1', 'b'],
    },
    {
      file: 'signal',
      name: 'a signal can be the first',
      steps: [
        {
          active: ['g'],
        },
        {
          signal: 'sig',
          variables: {
            got: 1,
          },
        },
      ],
      path: ['s', 'g', 'm1', 'a'],
      variables: {
        got: 1,
      },
    },
    {
      file: 'key',
      name: 'a correlation key that is null is an incident at the gateway',
      steps: [
        {
          incident: 'g',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Failed to extract the correlation key for 'k'",
          set: {
            k: 'ebg-4',
          },
        },
        {
          message: 'msg',
          key: 'ebg-4',
        },
      ],
      path: ['s', 'g', 'm1', 'a'],
    },
    {
      file: 'one-flow',
      name: 'a gateway with one flow is refused',
      refused: {
        element: 'g',
        reason: 'Event-based gateway must have at least 2 outgoing sequence flows.',
      },
    },
    {
      file: 'task',
      name: 'a task behind the gateway is refused',
      refused: {
        element: 'g',
        reason:
          'Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.',
      },
    },
  ],
};
