import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Compensation events',
  covers: ['bpmn:CompensateEventDefinition'],
  cases: [
    {
      file: 'throw',
      name: 'what has completed is compensated',
      steps: [
        {
          job: 'work',
        },
        {
          job: 'undo',
        },
      ],
      state: 'COMPLETED',
    },
    {
      file: 'end',
      name: 'an end event compensates',
      steps: [
        {
          job: 'work',
        },
        {
          job: 'undo',
        },
      ],
      state: 'COMPLETED',
    },
    {
      file: 'nothing',
      name: 'what has not completed is not compensated',
      path: ['s', 'g', 'i', 'e'],
    },
  ],
};
