import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Multi-instance',
  covers: ['zeebe:LoopCharacteristics'],
  cases: [
    {
      file: 'parallel',
      name: 'parallel instances collect their results in the order of the input',
      start: {
        items: ['a', 'b'],
      },
      steps: [
        {
          job: 'work',
          complete: {
            result: 1,
          },
        },
        {
          job: 'work',
          complete: {
            result: 2,
          },
        },
      ],
      state: 'COMPLETED',
      without: ['result', 'item', 'loopCounter'],
    },
    {
      file: 'sequential',
      name: 'sequential instances come one after the other, counted from one',
      start: {
        items: ['a', 'b'],
      },
      steps: [
        {
          job: 'work',
          sees: {
            item: 'a',
            loopCounter: 1,
          },
          complete: {
            result: 'A',
          },
        },
        {
          job: 'work',
          sees: {
            item: 'b',
            loopCounter: 2,
            result: null,
          },
          complete: {
            result: 'B',
          },
        },
      ],
      variables: {
        items: ['a', 'b'],
        results: ['A', 'B'],
      },
      path: ['s', 't', 't', 't', 'e'],
    },
    {
      file: 'empty',
      name: 'an empty list is passed, with an empty result',
      start: {
        items: [],
      },
      variables: {
        items: [],
        results: [],
      },
    },
    {
      file: 'null',
      name: 'a collection that is no list is an incident at the body',
      steps: [
        {
          incident: 't',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Expected result of the expression 'items' to be 'ARRAY', but was 'NULL'",
          set: {
            items: [],
          },
        },
      ],
      variables: {
        items: [],
        results: [],
      },
    },
    {
      file: 'output-element',
      name: 'an output element may be an expression over the instance',
      start: {
        items: ['a', 'b'],
      },
      steps: [
        {
          job: 'work',
        },
        {
          job: 'work',
        },
      ],
      variables: {
        items: ['a', 'b'],
        results: [
          {
            of: 'a',
            n: 1,
          },
          {
            of: 'b',
            n: 2,
          },
        ],
      },
    },
    {
      file: 'output-fails',
      name: 'an output element that fails is an incident',
      start: {
        items: ['a'],
        ok: false,
      },
      steps: [
        {
          job: 'work',
        },
        {
          incident: 't',
          type: 'EXTRACT_VALUE_ERROR',
          set: {
            ok: true,
          },
        },
      ],
      variables: {
        items: ['a'],
        ok: true,
        results: [true],
      },
    },
    {
      file: 'condition',
      name: 'a completion condition ends the rest',
      start: {
        items: [1, 2, 3],
        found: false,
      },
      steps: [
        {
          job: 'work',
          sees: {
            item: 1,
          },
        },
        {
          job: 'work',
          sees: {
            item: 2,
          },
          complete: {
            found: true,
          },
        },
      ],
      variables: {
        items: [1, 2, 3],
        found: true,
      },
    },
    {
      file: 'condition-counts',
      name: 'a completion condition sees the numbers of instances',
      start: {
        items: [1, 2],
      },
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 't', '-t', 'e'],
    },
    {
      file: 'condition-fails',
      name: 'a completion condition that is not boolean is an incident at the instance',
      start: {
        items: [1],
      },
      steps: [
        {
          job: 'work',
        },
        {
          incident: 't',
          type: 'EXTRACT_VALUE_ERROR',
          says: "'BOOLEAN'",
          set: {
            found: false,
          },
        },
      ],
      variables: {
        items: [1],
        found: false,
      },
    },
    {
      file: 'sub-process',
      name: 'each instance of a sub-process has its own variables',
      start: {
        items: [1, 2, 3],
      },
      variables: {
        items: [1, 2, 3],
        results: [10, 20, 30],
      },
    },
    {
      file: 'call-activity',
      name: 'each instance calls a process',
      start: {
        items: [1, 2],
      },
      variables: {
        items: [1, 2],
        results: [2, 3],
      },
    },
    {
      file: 'user-task',
      name: 'each instance has its user task',
      start: {
        items: ['li', 'wang'],
      },
      steps: [
        {
          task: 'u',
          sees: {
            assignee: 'li',
          },
          complete: {
            result: 1,
          },
        },
        {
          task: 'u',
          sees: {
            assignee: 'wang',
          },
          complete: {
            result: 2,
          },
        },
      ],
      variables: {
        items: ['li', 'wang'],
        results: [1, 2],
      },
    },
    {
      file: 'mapping',
      name: 'inputs and outputs of each instance',
      start: {
        items: [1, 2],
      },
      steps: [
        {
          job: 'work',
          sees: {
            n: 2,
          },
          complete: {
            answer: 5,
          },
        },
        {
          job: 'work',
          sees: {
            n: 3,
          },
          complete: {
            answer: 6,
          },
        },
      ],
      variables: {
        items: [1, 2],
        results: [10, 12],
      },
    },
    {
      file: 'receive',
      name: 'each instance waits for its own message',
      start: {
        items: ['mi-1', 'mi-2'],
      },
      steps: [
        {
          message: 'msg',
          key: 'mi-2',
        },
        {
          message: 'msg',
          key: 'mi-1',
        },
      ],
      path: ['s', 'r', 'r', 'r', 'e'],
    },
    {
      file: 'boundary',
      name: 'a boundary event ends all instances',
      start: {
        items: [1, 2],
      },
      steps: [
        {
          job: 'work',
          error: {
            code: 'closed',
          },
        },
      ],
      path: ['s', '-t', '-t', '-t', 'b', 'caught'],
    },
    {
      file: 'no-collection',
      name: 'a multi-instance without an input collection is refused',
      refused: {
        element: 't',
        reason: "Attribute 'inputCollection' must be present and not empty",
      },
    },
    {
      file: 'no-extension',
      name: "a multi-instance without Zeebe's extension is refused",
      refused: {
        element: 't',
        reason: "Must have exactly one 'zeebe:loopCharacteristics' extension element",
      },
    },
    {
      file: 'static',
      name: 'a collection that is no expression is refused',
      refused: {
        element: 't',
        reason: "Expected expression but found static value 'items'",
      },
    },
    {
      file: 'no-output-element',
      name: 'an output collection without an element is refused',
      refused: {
        element: 't',
        reason: "Attribute 'outputElement' must be present",
      },
    },
    {
      file: 'standard-loop',
      name: 'a standard loop is refused',
      refused: {
        element: 't',
        reason: 'only multi-instance loops are supported',
      },
    },
  ],
};
