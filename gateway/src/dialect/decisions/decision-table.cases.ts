import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'Business-rule task with DMN in FEEL',
  differs:
    'of PRIORITY the evaluation names only the rule that won, of OUTPUT ORDER the rules as they were ordered; default outputs are refused',
  covers: ['bpmn:BusinessRuleTask', 'zeebe:CalledDecision'],
  cases: [
    {
      file: 'unique',
      name: 'one output is its value',
      with: ['dmn'],
      start: {
        n: 7,
      },
      variables: {
        n: 7,
        result: 'high',
      },
      path: ['s', 'r', 'e'],
    },
    {
      file: 'types',
      name: 'the types of inputs and outputs change no value',
      with: ['dmn'],
      start: { n: 3 },
      variables: { n: 3, result: { a: 1, b: { x: 3 } } },
    },
    {
      file: 'outputs',
      name: 'several outputs are a context',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: {
          a: 1,
          b: {
            x: 3,
          },
        },
      },
    },
    {
      file: 'no-rule',
      name: 'no rule is null',
      with: ['dmn'],
      start: {
        n: 7,
      },
      variables: {
        n: 7,
        result: null,
      },
    },
    {
      file: 'first',
      name: 'FIRST is the first rule',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: 'a',
      },
    },
    {
      file: 'any',
      name: 'ANY is the one value of all rules',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: 'a',
      },
    },
    {
      file: 'collect',
      name: 'COLLECT is a list, of one rule as well',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        one: ['a'],
        two: ['a', 'b'],
      },
    },
    {
      file: 'collect-context',
      name: 'COLLECT with several outputs is a list of contexts',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: [
          {
            a: 1,
            b: 2,
          },
        ],
      },
    },
    {
      file: 'sum',
      name: 'COLLECT with SUM is a number',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: 30,
      },
    },
    {
      file: 'count',
      name: 'COLLECT with COUNT is the number of rules',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: 2,
      },
    },
    {
      file: 'max',
      name: 'COLLECT with MAX is the largest, with MIN the smallest',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: 20,
      },
    },
    {
      file: 'rule-order',
      name: 'RULE ORDER is a list in the order of the rules',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: ['a', 'b'],
      },
    },
    {
      file: 'mapped',
      name: 'with output mappings the result stays in the task',
      with: ['dmn'],
      start: {
        m: 3,
      },
      variables: {
        m: 3,
        kept: 8,
      },
    },
    {
      file: 'expression',
      name: 'the decision may be an expression',
      with: ['dmn'],
      start: {
        n: 1,
        which: 'decision-table.expression.d',
      },
      variables: {
        n: 1,
        which: 'decision-table.expression.d',
        result: 1,
      },
    },
    {
      file: 'missing',
      name: 'a decision that is not deployed is an incident',
      steps: [
        {
          incident: 'r',
          type: 'CALLED_DECISION_ERROR',
          says: "Expected to evaluate decision 'decision-table.missing.nothing', but no decision found",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+r'],
    },
    {
      file: 'fails',
      name: 'a decision that fails is an incident',
      with: ['dmn'],
      start: {
        n: 3,
      },
      steps: [
        {
          incident: 'r',
          type: 'DECISION_EVALUATION_ERROR',
          says: "Expected to evaluate decision 'decision-table.fails.d', but",
          set: {
            n: 2,
          },
        },
      ],
      variables: {
        n: 2,
        result: 'a',
      },
    },
    {
      file: 'literal',
      name: 'a literal expression is its value',
      with: ['dmn'],
      start: {
        n: 1,
      },
      variables: {
        n: 1,
        result: [1, 2],
      },
    },
    {
      file: 'requirement',
      name: 'a required decision is evaluated first',
      with: ['dmn'],
      start: {
        n: 2,
      },
      variables: {
        n: 2,
        result: 21,
      },
    },
    {
      file: 'requirement-list',
      name: 'the result of a required table is known by its id, a list where its hit policy collects',
      with: ['dmn'],
      start: {
        n: 2,
      },
      variables: {
        n: 2,
        result: { hits: [1], none: null },
      },
    },
    {
      file: 'no-rule-count',
      name: 'COUNT of no rule is null',
      with: ['dmn'],
      start: {
        n: 0,
      },
      variables: {
        n: 0,
        result: null,
      },
    },
    {
      file: 'deployment',
      name: 'the version of the same deployment is called',
      with: ['dmn'],
      start: {
        n: 1,
      },
      variables: {
        n: 1,
        result: 1,
      },
    },
    {
      file: 'version-tag',
      name: 'the version with a tag is called',
      with: ['dmn'],
      start: {
        n: 1,
      },
      variables: {
        n: 1,
        result: 1,
      },
    },
    {
      file: 'priority',
      name: 'PRIORITY is the rule whose outputs come first in the lists of output values',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: 'high',
      },
    },
    {
      file: 'output-order',
      name: 'OUTPUT ORDER is a list in the order of the output values; what is in no list comes last',
      with: ['dmn'],
      start: {
        n: 3,
      },
      variables: {
        n: 3,
        result: [
          { level: 'high', rank: 1 },
          { level: 'high', rank: 2 },
          { level: 'low', rank: 1 },
          { level: 'other', rank: 1 },
        ],
      },
    },
    {
      file: 'hit-policy',
      name: 'a hit policy that there is not is refused',
      with: ['dmn'],
      refused: {
        element: 'decision-table.hit-policy.d',
        reason: "The hit policy 'LAST' is not supported",
      },
    },
    {
      file: 'no-feel',
      name: 'expressions and tests that are no FEEL are refused',
      with: ['dmn'],
      refused: {
        element: 'decision-table.no-feel.d',
        reason: "Failed to parse FEEL unary-tests '> > 1'",
      },
    },
    {
      file: 'default-output',
      name: 'an output for the case that no rule hits is refused',
      with: ['dmn'],
      refused: {
        element: 'decision-table.default-output.d',
        reason: "The default of the output 'out' is not supported",
        hereOnly: true,
      },
    },
    {
      file: 'no-result',
      name: 'a decision without a result variable is refused',
      refused: {
        element: 'r',
        reason: "Attribute 'resultVariable' must be present and not empty",
      },
    },
    {
      file: 'neither',
      name: 'a business-rule task without a decision or a job is refused',
      refused: {
        element: 'r',
        reason: "Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition' extension element",
      },
    },
  ],
};
