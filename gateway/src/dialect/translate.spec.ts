import { DialectError, translateBpmn } from './index';

const diagram = (body: string, extra = '') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
${extra}<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>${body}</bpmn:process></bpmn:definitions>`;

const translations: [construct: string, body: string, extra: string, expected: string[]][] = [
  [
    'a job: topic, headers, mappings',
    `<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="issue-order" /><zeebe:taskHeaders><zeebe:header key="kind" value="sign-in"/></zeebe:taskHeaders><zeebe:ioMapping><zeebe:input source="=a.b" target="c"/><zeebe:output source="=&quot;it's&quot;" target="d"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`,
    '',
    [
      'operaton:topic="issue-order"',
      'operaton:type="external"',
      'name="header:kind" value="sign-in"',
      '<dialect:value name="jobType">"issue-order"</dialect:value>',
      '<dialect:input target="c">a.b</dialect:input>',
      `<dialect:output target="d">"it's"</dialect:output>`,
    ],
  ],
  [
    'a user task: groups, due date, priority, form',
    `<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="sign-in"/><zeebe:assignmentDefinition candidateGroups="=[&quot;unit:&quot; + unit]"/><zeebe:taskSchedule dueDate="=due"/></bpmn:extensionElements></bpmn:userTask>`,
    '',
    [
      `operaton:candidateGroups="\${feelNames(execution,`,
      `operaton:dueDate="\${feelDue(execution,'due')}"`,
      'operaton:priority="50"',
      'operaton:formKey="zeebe:sign-in"',
    ],
  ],
  [
    'a user task for job workers runs as a service task',
    '<bpmn:userTask id="t"/>',
    '',
    ['<bpmn:serviceTask id="t"', 'operaton:topic="io.camunda.zeebe:userTask"'],
  ],
  [
    'a receive task keeps its correlation key beside the subscription',
    `<bpmn:receiveTask id="t" messageRef="m"/>`,
    `<bpmn:message id="m" name="return-requested"><bpmn:extensionElements><zeebe:subscription correlationKey="=assignmentId"/></bpmn:extensionElements></bpmn:message>`,
    ['<dialect:key variable="_zeebe_key_return_requested">assignmentId</dialect:key>'],
  ],
  [
    'a script runs as FEEL in a service task',
    `<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="=round + 1" resultVariable="round"/></bpmn:extensionElements></bpmn:scriptTask>`,
    '',
    [
      '<bpmn:serviceTask id="t"',
      '<dialect:value name="script">round + 1</dialect:value>',
      '<dialect:value name="resultVariable">round</dialect:value>',
    ],
  ],
  [
    'a decision',
    `<bpmn:businessRuleTask id="t"><bpmn:extensionElements><zeebe:calledDecision decisionId="disposal" resultVariable="disposal"/></bpmn:extensionElements></bpmn:businessRuleTask>`,
    '',
    ['operaton:decisionRef="disposal"', 'operaton:resultVariable="disposal"'],
  ],
  [
    'a call activity whose child keeps its variables to itself',
    `<bpmn:callActivity id="t"><bpmn:extensionElements><zeebe:calledElement processId="q" propagateAllChildVariables="false"/><zeebe:ioMapping><zeebe:output source="=x" target="y"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:callActivity>`,
    '',
    ['calledElement="q"', '<operaton:in variables="all" />', '<operaton:out variables="all" local="true" />'],
  ],
  [
    'a multi-instance',
    `<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="x"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=r"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>`,
    '',
    [
      '<dialect:value name="inputCollection">items</dialect:value>',
      '<dialect:value name="inputElement">item</dialect:value>',
      '<dialect:value name="outputCollection">results</dialect:value>',
      '<dialect:value name="outputElement">r</dialect:value>',
    ],
  ],
];

const refusals: [construct: string, body: string, elementId: string, named: string][] = [
  ['a service task without a job type', '<bpmn:serviceTask id="t"/>', 't', 'zeebe:taskDefinition'],
  ['a complex gateway', '<bpmn:complexGateway id="t"/>', 't', 'bpmn:ComplexGateway'],
  ['an ad-hoc sub-process without an activity', '<bpmn:adHocSubProcess id="t"/>', 't', 'bpmn:adHocSubProcess'],
  [
    'an execution listener',
    '<bpmn:task id="t"><bpmn:extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="beforeAll" type="x"/></zeebe:executionListeners></bpmn:extensionElements></bpmn:task>',
    't',
    'zeebe:executionListener',
  ],
];

describe('Zeebe dialect to Operaton', () => {
  it.each(translations)('translates %s', async (_construct, body, extra, expected) => {
    const { xml } = await translateBpmn('a.bpmn', diagram(body, extra));
    for (const part of expected) {
      expect(
        xml
          .replace(/&#39;/g, "'")
          .replace(/&#34;/g, '"')
          .replace(/&quot;/g, '"'),
      ).toContain(part);
    }
    expect(xml).not.toContain('<zeebe:');
  });

  it.each(refusals)('refuses %s by name', async (_construct, body, elementId, named) => {
    const refused = await translateBpmn('a.bpmn', diagram(body)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DialectError);
    expect((refused as DialectError).findings).toContainEqual(expect.objectContaining({ elementId, construct: named }));
  });
});
