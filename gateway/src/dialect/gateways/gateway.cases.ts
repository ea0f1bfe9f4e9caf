import { end, flow, flows, message, script, serviceTask, start, type DialectCase, type RefusalCase } from '../dialect.cases';

const race = `${start()}<bpmn:eventBasedGateway id="g"/><bpmn:intermediateCatchEvent id="m"><bpmn:messageEventDefinition id="d1" messageRef="msg"/></bpmn:intermediateCatchEvent>
  <bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition id="d2"><bpmn:timeDuration>=wait</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${end('by-message')}${end('by-timer')}${flows('s', 'g', 'm', 'by-message')}${flows('g', 't', 'by-timer')}`;

export const cases: DialectCase[] = [
  {
    name: 'a parallel gateway forks and joins',
    body: `${start()}<bpmn:parallelGateway id="f"/>${script('a', '=1', 'a')}${serviceTask('b')}<bpmn:parallelGateway id="j"/>${end()}${flows('s', 'f', 'a', 'j', 'e')}${flows('f', 'b', 'j')}`,
    steps: [{ job: 'b', variables: { b: 2 } }],
    path: ['s', 'f', 'a', 'b', 'j', 'j', 'e'],
    variables: { a: 1, b: 2 },
  },
  {
    name: 'an inclusive gateway joins the branches that were taken',
    body: `${start()}<bpmn:inclusiveGateway id="f"/>${serviceTask('a')}${serviceTask('b')}${serviceTask('c')}<bpmn:inclusiveGateway id="j"/>${end()}${flow('s', 'f')}${flow('f', 'a', '=true')}${flow('f', 'b', '=true')}${flow('f', 'c', '=false')}${flow('a', 'j')}${flow('b', 'j')}${flow('c', 'j')}${flow('j', 'e')}`,
    steps: [{ job: 'b' }, { job: 'a' }],
    path: ['s', 'f', 'a', 'b', 'j', 'j', 'e'],
  },
  {
    name: 'an exclusive gateway merges without waiting',
    body: `${start()}<bpmn:parallelGateway id="f"/>${script('a', '=1', 'a')}${script('b', '=2', 'b')}<bpmn:exclusiveGateway id="j"/>${end()}${flows('s', 'f', 'a', 'j', 'e')}${flows('f', 'b', 'j')}`,
    path: ['s', 'f', 'a', 'b', 'j', 'j', 'e', 'e'],
  },
  {
    name: 'behind an event-based gateway the message wins',
    body: race,
    roots: message('msg', 'race', '=caseId'),
    start: { caseId: 'race-1', wait: 'PT1H' },
    steps: [{ message: 'race', key: 'race-1', at: 'm', variables: { got: 1 } }],
    path: ['s', 'g', 'm', 'by-message'],
    variables: { caseId: 'race-1', wait: 'PT1H', got: 1 },
  },
  {
    name: 'behind an event-based gateway the timer wins',
    body: race,
    roots: message('msg', 'race', '=caseId'),
    start: { caseId: 'race-2', wait: 'PT1H' },
    steps: [{ timer: 't', due: 3600 }],
    path: ['s', 'g', 't', 'by-timer'],
    variables: { caseId: 'race-2', wait: 'PT1H' },
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a complex gateway', body: '<bpmn:complexGateway id="t"/>', elementId: 't', construct: 'bpmn:ComplexGateway' },
];
