import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Inclusive gateway',
  covers: ['bpmn:InclusiveGateway'],
  cases: [
    {
      file: 'all',
      name: 'takes every flow that holds',
      start: {
        n: 3,
      },
      path: ['s', 'g', 'b', 'c'],
    },
    {
      file: 'default',
      name: 'takes its default flow when none holds',
      start: {
        n: 3,
      },
      path: ['s', 'g', 'b'],
    },
    {
      file: 'none',
      name: 'no flow that holds is an incident',
      start: {
        n: 3,
      },
      steps: [
        {
          incident: 'g',
          type: 'CONDITION_ERROR',
          set: {
            n: 9,
          },
        },
      ],
      path: ['s', 'g', 'a', 'b'],
    },
    {
      file: 'not-boolean',
      name: 'a condition that is not boolean is an incident',
      start: {
        n: 3,
      },
      steps: [
        {
          incident: 'g',
          type: 'EXTRACT_VALUE_ERROR',
          set: {
            m: true,
          },
        },
      ],
      path: ['s', 'g', 'a', 'b'],
    },
    {
      file: 'join',
      name: 'joins what it has forked',
      steps: [
        {
          job: 'a',
        },
        {
          job: 'b',
        },
      ],
      state: 'COMPLETED',
    },
  ],
};
