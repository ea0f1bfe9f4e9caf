import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Parallel gateway',
  covers: ['bpmn:ParallelGateway'],
  cases: [
    {
      file: 'fork-join',
      name: 'takes all flows and waits for all',
      steps: [
        {
          job: 'a',
          complete: {
            a: 1,
          },
        },
        {
          job: 'b',
          complete: {
            b: 2,
          },
        },
      ],
      variables: {
        a: 1,
        b: 2,
      },
    },
  ],
};
