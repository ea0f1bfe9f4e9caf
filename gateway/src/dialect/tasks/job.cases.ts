import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Jobs: service, send, script and business-rule tasks, throwing message events',
  covers: ['bpmn:ServiceTask', 'bpmn:SendTask', 'zeebe:TaskDefinition', 'zeebe:TaskHeaders'],
  cases: [
    {
      file: 'values',
      name: 'a job sees all variables and its headers, and what it answers goes to the instance',
      start: {
        number: 7,
        text: '市民',
        list: [
          1,
          {
            a: null,
          },
        ],
        context: {
          deep: [true],
        },
        empty: null,
      },
      steps: [
        {
          job: 'work',
          headers: {
            kind: 'sign-in',
          },
          retries: 3,
          sees: {
            number: 7,
            text: '市民',
            list: [
              1,
              {
                a: null,
              },
            ],
            context: {
              deep: [true],
            },
            empty: null,
          },
          complete: {
            result: {
              ok: true,
            },
            ratio: 0.5,
          },
        },
      ],
      path: ['s', 't', 'e'],
      variables: {
        number: 7,
        text: '市民',
        list: [
          1,
          {
            a: null,
          },
        ],
        context: {
          deep: [true],
        },
        empty: null,
        result: {
          ok: true,
        },
        ratio: 0.5,
      },
    },
    {
      file: 'type',
      name: 'the job type and the retries may be expressions',
      start: {
        kind: 'rk',
        tries: 4,
      },
      steps: [
        {
          job: 'work',
          retries: 5,
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'type-null',
      name: 'a job type that is null is an incident',
      steps: [
        {
          incident: 't',
          type: 'EXTRACT_VALUE_ERROR',
          says: "to be 'STRING', but was 'NULL'",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+t'],
    },
    {
      file: 'retries',
      name: 'a job without retries left is an incident; resolved, it is there again',
      steps: [
        {
          job: 'work',
          fail: {
            retries: 0,
            message: 'no line',
          },
        },
        {
          incident: 't',
          type: 'JOB_NO_RETRIES',
          says: 'no line',
        },
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'fails',
      name: 'a job that fails with retries left is there again',
      steps: [
        {
          job: 'work',
          fail: {
            retries: 1,
            message: 'once',
          },
        },
        {
          job: 'work',
          retries: 1,
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'unhandled-error',
      name: 'an error that no event catches is an incident at the job',
      steps: [
        {
          job: 'work',
          error: {
            code: 'unknown',
          },
        },
        {
          incident: 't',
          type: 'UNHANDLED_ERROR_EVENT',
          says: "Expected to throw an error event with the code 'unknown'",
        },
        {
          job: 'work',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'throwing',
      name: 'a throwing message event is a job, in between and at the end',
      steps: [
        {
          job: 'one',
        },
        {
          job: 'two',
          headers: {
            h: 'v',
          },
        },
      ],
      path: ['s', 'i', 'e'],
    },
    {
      file: 'kinds',
      name: 'send, script and business-rule tasks may be jobs',
      steps: [
        {
          job: 'send',
        },
        {
          job: 'script',
        },
        {
          job: 'rule',
        },
      ],
      path: ['s', 'a', 'b', 'c', 'e'],
    },
    {
      file: 'juel',
      name: 'what Operaton would read as an expression stays text',
      steps: [
        {
          job: 'wo${1+1}rk',
        },
      ],
      path: ['s', 't', 'e'],
    },
    {
      file: 'no-type',
      name: 'a service task without a job type is refused',
      refused: {
        element: 't',
        reason: "Must have exactly one 'zeebe:taskDefinition' extension element",
      },
    },
    {
      file: 'empty-type',
      name: 'an empty job type is refused',
      refused: {
        element: 't',
        reason: "Attribute 'type' must be present and not empty",
      },
    },
    {
      file: 'bad-retries',
      name: 'retries that are no number are refused',
      refused: {
        element: 't',
        reason: "Expected retries to be a number but found 'many'",
      },
    },
  ],
};
