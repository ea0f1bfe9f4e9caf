import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Call activity',
  covers: ['bpmn:CallActivity', 'zeebe:CalledElement'],
  cases: [
    {
      file: 'all',
      name: 'all variables go in and all come out',
      start: {
        a: 1,
      },
      steps: [
        {
          job: 'work',
          sees: {
            a: 1,
          },
          complete: {
            b: 2,
          },
        },
      ],
      variables: {
        a: 1,
        b: 2,
      },
      path: ['s', 'c', 'e'],
    },
    {
      file: 'in-none',
      name: 'with propagateAllParentVariables off only the inputs go in',
      start: {
        a: 1,
      },
      steps: [
        {
          job: 'work',
          sees: {
            given: 2,
          },
          blind: ['a'],
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
    {
      file: 'out-none',
      name: 'with propagateAllChildVariables off nothing comes out',
      start: {
        a: 1,
      },
      steps: [
        {
          job: 'work',
          sees: {
            a: 1,
          },
          complete: {
            b: 2,
          },
        },
      ],
      variables: {
        a: 1,
      },
    },
    {
      file: 'expression',
      name: 'the called process may be an expression',
      start: {
        which: 'ild',
      },
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'c', 'e'],
    },
    {
      file: 'missing',
      name: 'a process that is not deployed is an incident',
      steps: [
        {
          incident: 'c',
          type: 'CALLED_ELEMENT_ERROR',
          says: "Expected process with BPMN process id 'call-activity.missing.nobody' to be deployed, but not found.",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+c'],
    },
    {
      file: 'null',
      name: 'an id that is null is an incident',
      steps: [
        {
          incident: 'c',
          type: 'EXTRACT_VALUE_ERROR',
          says: "to be 'STRING', but was 'NULL'",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+c'],
    },
    {
      file: 'no-none-start',
      name: 'a process without a none start event is an incident',
      steps: [
        {
          incident: 'c',
          type: 'CALLED_ELEMENT_ERROR',
          says: 'to have a none start event',
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+c'],
    },
    {
      file: 'deployment',
      name: 'the version of the same deployment is called',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'c', 'e'],
    },
    {
      file: 'version-tag',
      name: 'the version with a tag is called',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 'c', 'e'],
    },
    {
      file: 'version-tag-missing',
      name: 'a tag that no version has is an incident',
      steps: [
        {
          incident: 'c',
          type: 'CALLED_ELEMENT_ERROR',
          resolve: false,
        },
      ],
      state: 'ACTIVE',
    },
    {
      file: 'interrupted',
      name: 'an interrupted call ends the called process',
      path: ['s', '-c', 'b', 'caught'],
    },
    {
      file: 'none',
      name: 'a call activity without a called element is refused',
      refused: {
        element: 'c',
        reason: "Must have exactly one 'zeebe:calledElement' extension element",
      },
    },
    {
      file: 'no-id',
      name: 'a call activity without a process id is refused',
      refused: {
        element: 'c',
        reason: "Attribute 'processId' must be present and not empty",
      },
    },
    {
      file: 'no-tag',
      name: 'a version tag that is missing is refused',
      refused: {
        element: 'c',
        reason: "Attribute 'versionTag' must be present and not empty for the binding type 'versionTag'",
      },
    },
  ],
};
