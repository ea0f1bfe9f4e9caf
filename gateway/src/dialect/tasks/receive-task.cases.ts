import { extensions, line, mapping, message, type DialectCase, type RefusalCase } from '../dialect.cases';

const receive = (id: string, ref: string, more = '') => `<bpmn:receiveTask id="${id}" messageRef="${ref}">${more ? extensions(more) : ''}</bpmn:receiveTask>`;

export const cases: DialectCase[] = [
  {
    name: 'waits for its message by key; the variables go to the process',
    body: line(['r', receive('r', 'm')]),
    roots: message('m', 'receive-it', '=caseId'),
    start: { caseId: 'receive-1' },
    steps: [{ message: 'receive-it', key: 'receive-1', at: 'r', variables: { got: [1] } }],
    path: ['s', 'r', 'e'],
    variables: { caseId: 'receive-1', got: [1] },
  },
  {
    name: 'a number is a key; with output mappings the message stays in the task',
    body: line(['r', receive('r', 'm', mapping([], [['=got', 'kept']]))]),
    roots: message('m', 'receive-it', '=number'),
    start: { number: 4711 },
    steps: [{ message: 'receive-it', key: '4711', at: 'r', variables: { got: 2, other: 3 } }],
    variables: { number: 4711, kept: 2 },
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a receive task without a message', body: '<bpmn:receiveTask id="t"/>', elementId: 't', construct: 'bpmn:message' },
  { name: 'a message without a correlation key', body: receive('t', 'm'), roots: message('m', 'x'), elementId: 't', construct: 'zeebe:subscription' },
  { name: 'a message name given as an expression', body: receive('t', 'm'), roots: message('m', '=x', '=k'), elementId: 't', construct: 'bpmn:message' },
];
