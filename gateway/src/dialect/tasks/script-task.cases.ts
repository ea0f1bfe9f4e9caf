import { extensions, line, mapping, script, type DialectCase, type RefusalCase } from '../dialect.cases';

export const cases: DialectCase[] = [
  {
    name: 'a script is FEEL; numbers, lists, contexts and quotes come out as JSON',
    body: line(
      ['a', script('a', '=round + 1', 'round')],
      ['b', script('b', '={"text": "it\'s \\"so\\" \\\\ ${round}", list: for i in 1..3 return i * 1.5, none: missing}', 'made')],
      ['c', script('c', '=string(date("2026-11-24") + duration("P1D"))', 'day')],
      ['d', script('d', '=duration("PT36H")', 'span')],
      ['f', script('f', '=date and time("2026-11-24T08:00:00+08:00")', 'at')],
    ),
    start: { round: 1 },
    variables: {
      round: 2,
      made: { text: 'it\'s "so" \\ ${round}', list: [1.5, 3, 4.5], none: null },
      day: '2026-11-25',
      span: 'P1DT12H',
      at: '2026-11-24T08:00:00+08:00',
    },
    path: ['s', 'a', 'b', 'c', 'd', 'f', 'e'],
  },
  {
    name: 'with output mappings the result stays in the task',
    body: line(['a', script('a', '={x: 1, y: 2}', 'both', mapping([], [['=both.y', 'y']]))]),
    variables: { y: 2 },
  },
  {
    name: 'a variable set in the process is seen as changed by the next element',
    body: line(['a', script('a', '=if is defined(n) and n != null then n + 1 else 1', 'n')], ['b', script('b', '=n + 1', 'n')]),
    variables: { n: 2 },
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a script task without a script', body: '<bpmn:scriptTask id="t"/>', elementId: 't', construct: 'bpmn:scriptTask' },
  {
    name: 'a script without a result variable',
    body: `<bpmn:scriptTask id="t">${extensions('<zeebe:script expression="=1"/>')}</bpmn:scriptTask>`,
    elementId: 't',
    construct: 'zeebe:script',
  },
];
