import { extensions, line, mapping, type DialectCase, type RefusalCase } from '../dialect.cases';

const table = (id: string, hitPolicy: string, inputs: string[], outputs: string[], rules: string[][]) =>
  `<decision id="${id}" name="${id}"><decisionTable id="${id}-table" hitPolicy="${hitPolicy}">${inputs.map((text, n) => `<input id="${id}-i${n}"><inputExpression id="${id}-x${n}"><text>${text}</text></inputExpression></input>`).join('')}${outputs.map((name, n) => `<output id="${id}-o${n}" name="${name}"/>`).join('')}${rules
    .map(
      (cells, r) =>
        `<rule id="${id}-r${r}">${cells.map((cell, n) => (n < inputs.length ? `<inputEntry id="${id}-r${r}-${n}"><text>${cell}</text></inputEntry>` : `<outputEntry id="${id}-r${r}-${n}"><text>${cell}</text></outputEntry>`)).join('')}</rule>`,
    )
    .join('')}</decisionTable></decision>`;

const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rules" name="rules" namespace="test">
${table('single', 'UNIQUE', ['level'], ['days'], [['"urgent"', '1'], ['"normal"', '5']])}
${table('several', 'FIRST', ['level', 'n'], ['days', 'text'], [['"urgent"', '&gt; 3', '1', '"at once"'], ['-', '-', 'n * 2', '"later"']])}
${table('collect', 'COLLECT', ['n'], ['unit'], [['&gt; 1', '"a"'], ['&gt; 2', '"b"'], ['&gt; 9', '"c"']])}
${table('contexts', 'RULE ORDER', ['n'], ['unit', 'role'], [['&gt; 1', '"a"', '"lead"'], ['&gt; 2', '"b"', '"co"']])}
${table('sum', 'COLLECT" aggregation="SUM', ['n'], ['points'], [['&gt; 1', '2'], ['&gt; 2', '3']])}
<decision id="literal" name="literal"><variable id="v" name="literal"/><literalExpression id="l"><text>{a: n + 1, b: [1, "x"]}</text></literalExpression></decision>
</definitions>`;

const rule = (id: string, decision = id) =>
  [id, `<bpmn:businessRuleTask id="${id}">${extensions(`<zeebe:calledDecision decisionId="${decision}" resultVariable="${id}"/>`)}</bpmn:businessRuleTask>`] as [string, string];

export const cases: DialectCase[] = [
  {
    name: 'one output is its value, several are a context, a collection is a list',
    body: line(rule('single'), rule('several'), rule('collect'), rule('contexts'), rule('sum'), rule('literal')),
    dmn,
    start: { level: 'urgent', n: 3 },
    variables: {
      level: 'urgent',
      n: 3,
      single: 1,
      several: { days: 6, text: 'later' },
      collect: ['a', 'b'],
      contexts: [
        { unit: 'a', role: 'lead' },
        { unit: 'b', role: 'co' },
      ],
      sum: 5,
      literal: { a: 4, b: [1, 'x'] },
    },
  },
  {
    name: 'one matching rule of a collecting table is still a list, none is null',
    body: line(rule('collect'), rule('contexts'), rule('single'), ['none', rule('none', 'collect')[1].replace('<zeebe:called', `${mapping([['=0', 'n']], [['=none', 'none']])}<zeebe:called`)]),
    dmn,
    start: { level: 'unknown', n: 2 },
    variables: { level: 'unknown', n: 2, collect: ['a'], contexts: [{ unit: 'a', role: 'lead' }], single: null, none: null },
  },
  {
    name: 'the decision may be chosen by an expression, and a missing input is null',
    body: line(['chosen', rule('chosen', '=which')[1]]),
    dmn,
    start: { which: 'several', n: 4 },
    variables: { which: 'several', n: 4, chosen: { days: 8, text: 'later' } },
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a business-rule task without a decision or a job', body: '<bpmn:businessRuleTask id="t"/>', elementId: 't', construct: 'bpmn:businessRuleTask' },
  {
    name: 'a decision without a result variable',
    body: `<bpmn:businessRuleTask id="t">${extensions('<zeebe:calledDecision decisionId="d"/>')}</bpmn:businessRuleTask>`,
    elementId: 't',
    construct: 'zeebe:calledDecision',
  },
];
