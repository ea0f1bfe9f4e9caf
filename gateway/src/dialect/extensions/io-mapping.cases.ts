import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Input and output mappings',
  covers: ['zeebe:IoMapping'],
  cases: [
    {
      file: 'local',
      name: 'inputs are local to the element, outputs go up; a literal stays text unless it is a number',
      start: {
        a: 1,
      },
      steps: [
        {
          job: 'work',
          sees: {
            a: 1,
            b: 2,
            c: 'plain ${a} text',
            d: 5,
            f: null,
          },
        },
      ],
      variables: {
        a: 1,
        out: 2,
        g: 'none',
      },
      path: ['s', 't', 'e'],
    },
    {
      file: 'sequence',
      name: 'a later mapping sees an earlier one, and an output shadows the variable it was made from',
      start: {
        x: 100,
      },
      steps: [
        {
          job: 'work',
          sees: {
            x: 1,
            y: 2,
          },
        },
      ],
      variables: {
        x: 11,
        p: 3,
        q: 4,
        r: 11,
      },
    },
    {
      file: 'path',
      name: 'a target with a path makes a context, and an output is merged into the one that is there',
      start: {
        kept: {
          stays: true,
          old: 1,
        },
      },
      steps: [
        {
          job: 'work',
          sees: {
            box: {
              a: 1,
              b: {
                c: 2,
              },
            },
          },
        },
      ],
      variables: {
        kept: {
          stays: true,
          old: 9,
          new: {
            deep: 2,
          },
        },
      },
    },
    {
      file: 'outputs-only',
      name: 'with output mappings what a job answers stays in the element',
      steps: [
        {
          job: 'work',
          complete: {
            answer: {
              value: 3,
            },
            other: 1,
          },
        },
      ],
      variables: {
        kept: 3,
      },
    },
    {
      file: 'shadow',
      name: 'without output mappings an answer goes to the scope that holds the variable, else to the instance',
      start: {
        x: 100,
      },
      steps: [
        {
          job: 'work',
          complete: {
            x: 2,
            y: 3,
          },
        },
      ],
      variables: {
        x: 100,
        y: 3,
      },
    },
    {
      file: 'failing-input',
      name: 'an input that fails is an incident at the element, whose predecessor is done; corrected, it goes on',
      start: {
        n: 0,
      },
      steps: [
        {
          job: 'first',
          complete: {
            done: true,
          },
        },
        {
          incident: 't',
          type: 'IO_MAPPING_ERROR',
          says: 'n is not positive',
          set: {
            n: 5,
          },
        },
        {
          job: 'work',
          sees: {
            m: 5,
            done: true,
          },
        },
      ],
      path: ['s', 'a', 't', 'e'],
      variables: {
        n: 5,
        done: true,
      },
    },
    {
      file: 'failing-output',
      name: 'an output that fails is an incident, and the job stays completed',
      start: {},
      steps: [
        {
          job: 'work',
          complete: {
            ok: false,
          },
        },
        {
          incident: 't',
          type: 'IO_MAPPING_ERROR',
          says: 'not ok',
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+t'],
    },
    {
      file: 'sub-process',
      name: 'a sub-process has its own variables, and maps some of them out',
      start: {
        a: 1,
      },
      steps: [
        {
          job: 'work',
          sees: {
            b: 1,
          },
          complete: {
            b: 7,
            c: 8,
          },
        },
      ],
      variables: {
        a: 1,
        c: 8,
        out: 7,
      },
      path: ['s', 'p', 'ps', 't', 'pe', 'e'],
    },
    {
      file: 'call-activity',
      name: 'outputs of a call activity read the called process',
      start: {
        a: 1,
      },
      steps: [
        {
          job: 'work',
          sees: {
            given: 2,
            a: 1,
          },
          complete: {
            made: 4,
          },
        },
      ],
      variables: {
        a: 1,
        twice: 8,
      },
    },
    {
      file: 'script',
      name: 'the result of a script with output mappings stays in the task',
      variables: {
        y: 2,
      },
    },
    {
      file: 'user-task',
      name: 'a form sees the inputs, and with output mappings its answer stays in the task',
      start: {
        n: 1,
      },
      steps: [
        {
          task: 'u',
          complete: {
            answer: 'yes',
            note: 'x',
          },
        },
      ],
      variables: {
        n: 1,
        kept: 'yes',
      },
    },
    {
      file: 'events',
      name: 'start and end events map outputs',
      start: {
        n: 1,
      },
      variables: {
        n: 1,
        m: 2,
        k: 3,
      },
    },
    {
      file: 'catch-event',
      name: 'a message that is caught with output mappings stays in the event',
      start: {
        k: 'io-catch',
      },
      steps: [
        {
          message: 'msg',
          key: 'io-catch',
          variables: {
            got: 2,
            other: 3,
          },
        },
      ],
      variables: {
        k: 'io-catch',
        kept: 2,
      },
    },
    {
      file: 'boundary-event',
      name: 'a message that a boundary event catches with output mappings stays in the event',
      start: {
        k: 'io-boundary',
      },
      steps: [
        {
          message: 'msg',
          key: 'io-boundary',
          variables: {
            got: 2,
            other: 3,
          },
        },
      ],
      variables: {
        k: 'io-boundary',
        kept: 2,
      },
      path: ['s', '-t', 'b', 'caught'],
    },
    {
      file: 'event-sub-process',
      name: 'an event sub-process maps in and out',
      start: {
        k: 'io-esp',
      },
      steps: [
        {
          message: 'msg',
          key: 'io-esp',
          variables: {
            got: 2,
          },
        },
        {
          job: 'handle',
          sees: {
            got: 2,
            more: 3,
          },
        },
        {
          active: ['t'],
        },
        {
          job: 'work',
        },
      ],
      variables: {
        k: 'io-esp',
        kept: 3,
      },
    },
    {
      file: 'no-target',
      name: 'a mapping without a target is refused',
      refused: {
        element: 't',
        reason: "Attribute 'target' must be present and not empty",
      },
    },
    {
      file: 'bad-target',
      name: 'a target that is no name is refused',
      refused: {
        element: 't',
        reason: "Expected path expression 'a-b' but doesn't match the pattern",
      },
    },
    {
      file: 'no-feel',
      name: 'a source that is no FEEL is refused',
      refused: {
        element: 't',
        reason: "failed to parse expression '1 +'",
      },
    },
    {
      file: 'gateway',
      name: 'mappings at a gateway are refused',
      refused: {
        element: 'g',
        reason: "'zeebe:IoMapping' is not supported at 'bpmn:ParallelGateway'",
      },
    },
  ],
};
