import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Script task with FEEL',
  covers: ['bpmn:ScriptTask', 'zeebe:Script'],
  cases: [
    {
      file: 'values',
      name: 'numbers, lists, contexts, quotes and temporal values come out as JSON',
      start: {
        round: 1,
      },
      variables: {
        round: 2,
        made: {
          text: 'it\'s "so" ${round}',
          list: [1.5, 3, 4.5],
          none: null,
        },
        day: '2026-11-25',
        span: 'P1DT12H',
        at: '2026-11-24T08:00:00+08:00',
      },
      path: ['s', 'a', 'b', 'c', 'd', 'f', 'e'],
    },
    {
      file: 'null',
      name: 'what is not there is null, and null goes through',
      variables: {
        a: null,
        n: 2,
        d: null,
      },
    },
    {
      file: 'functions',
      name: "Zeebe's own functions are there",
      variables: {
        a: 'R/PT1H',
        b: 'R3/PT1H',
        c: 1,
        d: 5,
      },
    },
    {
      file: 'fails',
      name: 'a script that fails is an incident and is not caught as an error',
      start: {
        n: 0,
      },
      steps: [
        {
          incident: 't',
          type: 'EXTRACT_VALUE_ERROR',
          says: 'n too small',
          set: {
            n: 4,
          },
        },
      ],
      path: ['s', 't', 'e'],
      variables: {
        n: 4,
        m: 4,
      },
    },
    {
      file: 'recursion',
      name: 'a function that calls itself without end fails and does not stop the engine',
      start: {},
      state: 'COMPLETED',
    },
    {
      file: 'none',
      name: 'a script task without a script is refused',
      refused: {
        element: 't',
        reason: "Must have either one 'zeebe:script' or one 'zeebe:taskDefinition' extension element",
      },
    },
    {
      file: 'no-result',
      name: 'a script without a result variable is refused',
      refused: {
        element: 't',
        reason: "Attribute 'resultVariable' must be present and not empty",
      },
    },
    {
      file: 'static',
      name: 'a script that is no expression is refused',
      refused: {
        element: 't',
        reason: "Expected expression but found static value '1'",
      },
    },
  ],
};
