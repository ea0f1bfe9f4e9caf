import { randomUUID } from 'node:crypto';
import { strictClient, type Answer } from '../api/strict-client';

jest.setTimeout(60_000);

const { client, call } = strictClient();
const id = (part: string) => `${part}-${suffix}`;
const suffix = randomUUID().slice(0, 8);

const bpmn = (name: string, element: string) =>
  new File(
    [
      `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
         <bpmn:process id="${id(name)}" isExecutable="true">
           <bpmn:startEvent id="s" />${element}<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e" />
         </bpmn:process>
       </bpmn:definitions>`,
    ],
    `${id(name)}.bpmn`,
  );
const caller = bpmn(
  'caller',
  `<bpmn:callActivity id="e"><bpmn:extensionElements>
     <zeebe:calledElement processId="${id('called')}" bindingType="deployment" propagateAllChildVariables="true" />
   </bpmn:extensionElements></bpmn:callActivity>`,
);
const called = (answer: number) =>
  bpmn(
    'called',
    `<bpmn:scriptTask id="e"><bpmn:extensionElements><zeebe:script expression="=${answer}" resultVariable="answer" /></bpmn:extensionElements></bpmn:scriptTask>`,
  );
const decision = new File(
  [
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id('drg')}" name="d" namespace="t"><decision id="${id('decision')}" name="d">
       <variable id="v" name="v" /><literalExpression id="l"><text>1</text></literalExpression></decision></definitions>`,
  ],
  `${id('decision')}.dmn`,
);
const form = new File([JSON.stringify({ id: id('form'), components: [] })], `${id('form')}.form`);

/** Deploys; answers the version of each resource. */
async function versions(...resources: File[]): Promise<Record<string, number>> {
  const { processes, decisions, decisionRequirements, forms } = (await client.createDeployment({
    resources,
  } as never)) as Answer;
  return Object.fromEntries([
    ...processes.map((process: Answer) => [process.processDefinitionId, process.processDefinitionVersion]),
    ...decisions.map((made: Answer) => [made.decisionDefinitionId, made.version]),
    ...decisionRequirements.map((made: Answer) => [made.decisionRequirementsId, made.version]),
    ...forms.map((made: Answer) => [made.formId, made.version]),
  ]);
}
const each = (version: number) => ({
  [id('caller')]: version,
  [id('called')]: version,
  [id('decision')]: version,
  [id('drg')]: version,
  [id('form')]: version,
});

const answerOf = async () => {
  const instance = { processDefinitionId: id('caller'), awaitCompletion: true, fetchVariables: ['answer'] };
  return (await call('createProcessInstance', instance)).variables.answer as number;
};

describe('Resources that are deployed together', () => {
  it('keep their versions while none of them changes, and all get a new one with the first that does', async () => {
    expect(await versions(caller, called(1), decision, form)).toEqual(each(1));
    expect(await versions(caller, called(1), decision, form)).toEqual(each(1));
    expect(await answerOf()).toBe(1);

    expect(await versions(caller, called(2), decision, form)).toEqual(each(2));
    // what is bound to its deployment calls what was deployed with it
    expect(await answerOf()).toBe(2);
    expect(await versions(caller, called(2), decision, form)).toEqual(each(2));
  });

  it('take no others with them', async () => {
    expect(await versions(called(3))).toEqual({ [id('called')]: 3 });
    expect(await answerOf()).toBe(2);
    expect(await versions(form)).toEqual({ [id('form')]: 2 });
  });
});
