import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Sequence flows and their conditions',
  covers: ['bpmn:SequenceFlow'],
  cases: [
    {
      file: 'quotes',
      name: 'a condition over contexts and texts with quotes',
      start: {
        settings: {
          groups: ["a'b"],
        },
      },
      path: ['s', 'g', 'a'],
    },
    {
      file: 'not-boolean',
      name: 'a condition that is null is an incident at the gateway, and the job before it is done',
      steps: [
        {
          job: 'work',
          complete: {
            x: 1,
          },
        },
        {
          incident: 'g',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Expected result of the expression 'approved' to be 'BOOLEAN', but was 'NULL'",
          set: {
            approved: true,
          },
        },
      ],
      path: ['s', 't', 'g', 'a'],
      variables: {
        x: 1,
        approved: true,
      },
    },
    {
      file: 'text',
      name: 'a condition that is text is an incident',
      start: {
        word: 'yes',
      },
      steps: [
        {
          incident: 'g',
          type: 'EXTRACT_VALUE_ERROR',
          says: "'BOOLEAN', but was 'STRING'",
          set: {
            word: false,
          },
        },
      ],
      path: ['s', 'g', 'b'],
    },
    {
      file: 'none-holds',
      name: 'no flow that holds and no default is an incident at the gateway',
      steps: [
        {
          task: 'u',
          complete: {
            n: 3,
          },
        },
        {
          incident: 'g',
          type: 'CONDITION_ERROR',
          says: 'Expected at least one condition to evaluate to true, or to have a default flow',
          set: {
            n: 2,
          },
        },
      ],
      path: ['s', 'u', 'g', 'b'],
    },
    {
      file: 'again',
      name: 'an incident that is resolved without a correction is there again, under a new key',
      steps: [
        {
          incident: 'g',
          type: 'EXTRACT_VALUE_ERROR',
        },
        {
          incident: 'g',
          type: 'EXTRACT_VALUE_ERROR',
          set: {
            approved: false,
          },
        },
      ],
      path: ['s', 'g', 'b'],
    },
    {
      file: 'elsewhere',
      name: 'a condition behind a task, or on a default flow, is not looked at',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'g', 'b'],
    },
    {
      file: 'several',
      name: 'several flows out of a task are taken all',
      steps: [
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'a', 'b'],
    },
    {
      file: 'no-flow',
      name: 'an element that names a flow that is not there is refused',
      refused: {
        element: 's',
        reason: "Refers to 'none', which is not in the diagram",
      },
    },
    {
      file: 'no-target',
      name: 'a flow to an element that is not there is refused',
      refused: {
        element: 'f',
        reason: "Refers to 'nothing', which is not in the diagram",
      },
    },
    {
      file: 'missing',
      name: 'a flow without a condition that is not the default is refused',
      refused: {
        element: 'g-b',
        reason: 'Must have a condition or be default flow',
      },
    },
    {
      file: 'static',
      name: 'a condition that is no expression is refused',
      refused: {
        element: 'g-a',
        reason:
          "Expected expression but found static value 'n > 5'. An expression must start with '=' (e.g. '=n > 5').",
      },
    },
    {
      file: 'no-feel',
      name: 'a condition that is no FEEL is refused',
      refused: {
        element: 'g-a',
        reason: "failed to parse expression 'n >'",
      },
    },
    {
      file: 'only-flow',
      name: 'a condition on the only flow of an exclusive gateway is refused',
      refused: {
        element: 'g-a',
        reason: 'a condition on the only flow of a gateway is not supported',
        hereOnly: true,
      },
    },
  ],
};
