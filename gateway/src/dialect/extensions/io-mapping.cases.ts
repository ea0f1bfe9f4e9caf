import { line, mapping, serviceTask, type DialectCase, type RefusalCase } from '../dialect.cases';

export const cases: DialectCase[] = [
  {
    name: 'inputs are local, outputs go up; literals stay text, numbers are numbers',
    body: line([
      't',
      serviceTask('t', 'map', mapping([['=a + 1', 'b'], ['plain ${a} text', 'c'], ['5', 'd'], ['=missing', 'f']], [['=b', 'out'], ['=if f = null then "none" else f', 'g']])),
    ]),
    start: { a: 1 },
    steps: [{ job: 'map', sees: { a: 1, b: 2, c: 'plain ${a} text', d: 5, f: null } }],
    variables: { a: 1, out: 2, g: 'none' },
  },
  {
    name: 'a later mapping sees an earlier one',
    body: line(['t', serviceTask('t', 'map', mapping([['=1', 'x'], ['=x + 1', 'y']], [['=y + 1', 'p'], ['=p + 1', 'q']]))]),
    start: { x: 100 },
    steps: [{ job: 'map', sees: { x: 1, y: 2 } }],
    variables: { x: 100, p: 3, q: 4 },
  },
  {
    name: 'a target with a path makes a context, and an output is merged into the one that is there',
    body: line([
      't',
      serviceTask('t', 'map', mapping([['=1', 'in.a'], ['=in.a + 1', 'in.b.c']], [['=in.b.c', 'kept.new.deep'], ['=9', 'kept.old']])),
    ]),
    start: { kept: { stays: true, old: 1 } },
    steps: [{ job: 'map', sees: { in: { a: 1, b: { c: 2 } } } }],
    variables: { kept: { stays: true, old: 9, new: { deep: 2 } } },
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a mapping without a target', body: serviceTask('t', 'x', '<zeebe:ioMapping><zeebe:input source="=1"/></zeebe:ioMapping>'), elementId: 't', construct: 'zeebe:ioMapping' },
  { name: 'a mapping to what is no name', body: serviceTask('t', 'x', mapping([['=1', 'a-b']])), elementId: 't', construct: 'zeebe:ioMapping' },
];
