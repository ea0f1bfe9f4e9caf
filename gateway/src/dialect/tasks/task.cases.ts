import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Undefined and manual tasks',
  covers: ['bpmn:Task', 'bpmn:ManualTask'],
  cases: [
    {
      file: 'pass',
      name: 'undefined and manual tasks are passed at once',
      path: ['s', 'a', 'b', 'e'],
    },
  ],
};
