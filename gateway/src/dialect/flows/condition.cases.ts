import { end, flow, flows, serviceTask, start, userTask, type DialectCase, type RefusalCase } from '../dialect.cases';

const decide = (kind: string, conditions: [string, string | undefined][], defaultFlow = '') =>
  `${start()}<bpmn:${kind} id="g"${defaultFlow ? ` default="g-${defaultFlow}"` : ''}/>${flow('s', 'g')}${conditions.map(([to, condition]) => end(to) + flow('g', to, condition)).join('')}`;

export const cases: DialectCase[] = [
  { name: 'an exclusive gateway takes the first flow that holds', body: decide('exclusiveGateway', [['a', '=n > 5'], ['b', '=n > 1'], ['c', '=n > 0']]), start: { n: 3 }, path: ['s', 'g', 'b'] },
  { name: 'an exclusive gateway takes its default flow', body: decide('exclusiveGateway', [['a', '=n > 5'], ['b', undefined]], 'b'), start: { n: 3 }, path: ['s', 'g', 'b'] },
  { name: 'a condition over contexts and texts with quotes', body: decide('exclusiveGateway', [['a', '=list contains(settings.groups, "a\'b")'], ['b', undefined]], 'b'), start: { settings: { groups: ["a'b"] } }, path: ['s', 'g', 'a'] },
  { name: 'an inclusive gateway takes every flow that holds', body: decide('inclusiveGateway', [['a', '=n > 5'], ['b', '=n > 1'], ['c', '=n > 0']]), start: { n: 3 }, path: ['s', 'g', 'b', 'c'] },
  { name: 'an inclusive gateway takes its default flow when none holds', body: decide('inclusiveGateway', [['a', '=n > 5'], ['b', undefined]], 'b'), start: { n: 3 }, path: ['s', 'g', 'b'] },
  {
    name: 'a condition that is not boolean is an incident at the gateway, and the job before it is done',
    body: `${start()}${serviceTask('t', 'before')}<bpmn:exclusiveGateway id="g" default="g-b"/>${end('a')}${end('b')}${flows('s', 't', 'g')}${flow('g', 'a', '=approved')}${flow('g', 'b')}`,
    steps: [{ job: 'before', variables: { x: 1 } }, { incident: 'g', says: 'BOOLEAN', variables: { approved: true } }],
    path: ['s', 't', 'g', 'a'],
    variables: { x: 1, approved: true },
  },
  {
    name: 'no flow that holds and no default is an incident at the gateway',
    body: `${start()}${userTask('u')}<bpmn:exclusiveGateway id="g"/>${end('a')}${end('b')}${flows('s', 'u', 'g')}${flow('g', 'a', '=n = 1')}${flow('g', 'b', '=n = 2')}`,
    steps: [{ task: 'u', variables: { n: 3 } }, { incident: 'g', says: '', variables: { n: 2 } }],
    path: ['s', 'u', 'g', 'b'],
  },
  {
    name: 'an incident at the start: the instance is there all the same',
    body: decide('exclusiveGateway', [['a', '=approved'], ['b', undefined]], 'b'),
    steps: [{ incident: 'g', says: 'BOOLEAN', variables: { approved: false } }],
    path: ['s', 'g', 'b'],
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a flow without a condition that is not the default', body: decide('exclusiveGateway', [['a', '=n > 5'], ['b', undefined]]), elementId: 'g-b', construct: 'bpmn:sequenceFlow' },
  { name: 'a condition that is no expression', body: decide('exclusiveGateway', [['a', 'n > 5'], ['b', undefined]], 'b'), elementId: 'g-a', construct: 'bpmn:conditionExpression' },
  { name: 'a default flow with a condition', body: decide('exclusiveGateway', [['a', '=n > 5'], ['b', '=true']], 'b'), elementId: 'g-b', construct: 'bpmn:conditionExpression' },
  { name: 'the one flow of a gateway with a condition', body: decide('exclusiveGateway', [['a', '=n > 5']]), elementId: 'g-a', construct: 'bpmn:conditionExpression' },
  { name: 'a condition behind something that is no gateway', body: `${start()}${serviceTask('t')}${end()}${flow('s', 't')}${flow('t', 'e', '=true')}`, elementId: 't-e', construct: 'bpmn:conditionExpression' },
];
