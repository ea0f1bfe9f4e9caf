import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Complex gateway (refused, as by Camunda)',
  covers: [],
  cases: [
    {
      file: 'refused',
      name: 'a complex gateway is refused',
      refused: {
        element: 'g',
        reason: "'bpmn:ComplexGateway' is not supported",
      },
    },
  ],
};
