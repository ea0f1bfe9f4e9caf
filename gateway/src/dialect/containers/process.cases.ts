import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Process: version tag, properties, templates',
  covers: [
    'zeebe:VersionTag',
    'zeebe:Properties',
    'bpmn:DataObject',
    'bpmn:DataObjectReference',
    'bpmn:DataStoreReference',
  ],
  cases: [
    {
      file: 'template',
      name: 'attributes of element templates and properties change nothing',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'annotations',
      name: 'notes, groups, data objects, lanes and pools change nothing',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'drawing',
      name: 'shapes and edges of elements that are not there, or without measures, change nothing',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'cancel',
      name: 'a canceled instance ends what is active',
      steps: [
        {
          active: ['x', 't'],
        },
        {
          cancel: true,
        },
      ],
      state: 'TERMINATED',
      path: ['s', '-x', 'xs', '-t'],
    },
    {
      file: 'not-executable',
      name: 'a diagram without an executable process is refused',
      refused: {
        element: '-',
        reason: 'Must contain at least one executable process',
      },
    },
  ],
};
