import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Terminate end event',
  covers: ['bpmn:TerminateEventDefinition'],
  cases: [
    {
      file: 'process',
      name: 'ends everything in its scope',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'f', 't', '-u', 'e'],
    },
    {
      file: 'sub-process',
      name: 'within a sub-process it ends only that',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'x', 'xs', 'f', 't', '-u', 'xe', 'e'],
    },
  ],
};
