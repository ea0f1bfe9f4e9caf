import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Link events',
  differs: 'a link leaves no element instances',
  covers: ['bpmn:LinkEventDefinition'],
  cases: [
    {
      file: 'jump',
      name: 'a link goes on where it is caught',
      path: ['s', 'e'],
    },
    {
      file: 'no-name',
      name: 'a link without a name is refused',
      refused: {
        element: 'i',
        reason: 'Name must be present and not empty',
      },
    },
  ],
};
