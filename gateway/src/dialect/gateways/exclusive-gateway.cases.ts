import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Exclusive gateway',
  covers: ['bpmn:ExclusiveGateway'],
  cases: [
    {
      file: 'first',
      name: 'takes the first flow that holds',
      start: {
        n: 3,
      },
      path: ['s', 'g', 'b'],
    },
    {
      file: 'default',
      name: 'takes its default flow',
      start: {
        n: 3,
      },
      path: ['s', 'g', 'b'],
    },
    {
      file: 'merge',
      name: 'merges without waiting',
      path: ['s', 'f', 'g', 'g', 'e', 'e'],
    },
  ],
};
