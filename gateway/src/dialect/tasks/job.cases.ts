import { extensions, flow, flows, line, mapping, serviceTask, type DialectCase, type RefusalCase } from '../dialect.cases';

export const cases: DialectCase[] = [
  {
    name: 'a job sees all variables and its headers, and what it answers goes to the process',
    body: line(['t', serviceTask('t', 'case-job', '<zeebe:taskHeaders><zeebe:header key="kind" value="sign-in"/></zeebe:taskHeaders>')]),
    start: { number: 7, text: '市民', list: [1, { a: null }], context: { deep: [true] }, empty: null },
    steps: [
      {
        job: 'case-job',
        headers: { kind: 'sign-in' },
        sees: { number: 7, text: '市民', list: [1, { a: null }], context: { deep: [true] }, empty: null },
        variables: { result: { ok: true }, ratio: 0.5 },
      },
    ],
    path: ['s', 't', 'e'],
    variables: {
      number: 7,
      text: '市民',
      list: [1, { a: null }],
      context: { deep: [true] },
      empty: null,
      result: { ok: true },
      ratio: 0.5,
    },
  },
  {
    name: 'the job type may be an expression',
    body: line(['t', serviceTask('t', '="case-" + kind')]),
    start: { kind: 'a' },
    steps: [{ job: 'case-a' }],
  },
  {
    name: 'a throwing message event is a job, in between and at the end',
    body: `<bpmn:startEvent id="s"/><bpmn:intermediateThrowEvent id="i">${extensions('<zeebe:taskDefinition type="throw-one"/>')}<bpmn:messageEventDefinition id="d1"/></bpmn:intermediateThrowEvent>
      <bpmn:endEvent id="e">${extensions('<zeebe:taskDefinition type="throw-two"/><zeebe:taskHeaders><zeebe:header key="h" value="v"/></zeebe:taskHeaders>')}<bpmn:messageEventDefinition id="d2"/></bpmn:endEvent>${flows('s', 'i', 'e')}`,
    steps: [{ job: 'throw-one' }, { job: 'throw-two', headers: { h: 'v' } }],
    path: ['s', 'i', 'e'],
  },
  {
    name: 'send, script and business-rule tasks may be jobs',
    body: `<bpmn:startEvent id="s"/><bpmn:sendTask id="a">${extensions('<zeebe:taskDefinition type="send"/>')}</bpmn:sendTask><bpmn:scriptTask id="b">${extensions('<zeebe:taskDefinition type="script"/>')}</bpmn:scriptTask><bpmn:businessRuleTask id="c">${extensions('<zeebe:taskDefinition type="rule"/>')}</bpmn:businessRuleTask><bpmn:endEvent id="e"/>${flows('s', 'a', 'b', 'c', 'e')}`,
    steps: [{ job: 'send' }, { job: 'script' }, { job: 'rule' }],
    path: ['s', 'a', 'b', 'c', 'e'],
  },
  {
    name: 'with output mappings what the job answers stays in the task',
    body: line(['t', serviceTask('t', 'mapped', mapping([], [['=answer.value', 'kept']]))]),
    steps: [{ job: 'mapped', variables: { answer: { value: 3 }, other: 1 } }],
    variables: { kept: 3 },
  },
  {
    name: 'an error of the job goes to the boundary event of its code, with its variables',
    body: `<bpmn:startEvent id="s"/>${serviceTask('t', 'failing')}<bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:errorEventDefinition id="d" errorRef="err"/></bpmn:boundaryEvent><bpmn:endEvent id="e"/><bpmn:endEvent id="caught"/>${flows('s', 't', 'e')}${flow('b', 'caught')}`,
    roots: '<bpmn:error id="err" name="closed" errorCode="case-closed"/>',
    steps: [{ job: 'failing', error: 'case-closed', variables: { why: 'late' } }],
    path: ['s', '-t', 'b', 'caught'],
    variables: { why: 'late' },
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a service task without a job type', body: '<bpmn:serviceTask id="t"/>', elementId: 't', construct: 'zeebe:taskDefinition' },
  { name: 'an empty job type', body: serviceTask('t', ''), elementId: 't', construct: 'zeebe:taskDefinition' },
];
