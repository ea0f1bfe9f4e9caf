import { randomUUID } from 'node:crypto';
import { strictClient } from '../../api/strict-client';

jest.setTimeout(60_000);

const { client, call } = strictClient();
const suffix = randomUUID().slice(0, 8);
const formId = `form-${suffix}`;

const form = (text: string, versionTag: string) =>
  new File([JSON.stringify({ id: formId, versionTag, components: [{ type: 'text', text }] })], `${formId}.form`);

const diagram = (id: string, attributes: string) =>
  new File(
    [
      `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
         <bpmn:process id="${id}" isExecutable="true">
           <bpmn:startEvent id="s" />
           <bpmn:userTask id="u">
             <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="${formId}" ${attributes} /></bpmn:extensionElements>
           </bpmn:userTask>
           <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="u" />
         </bpmn:process>
       </bpmn:definitions>`,
    ],
    `${id}.bpmn`,
  );

const deploy = (resources: File[]) => client.createDeployment({ resources } as never);

it.each([
  ['latest', '', 'third'],
  ['deployment', 'bindingType="deployment"', 'first'],
  ['versionTag', 'bindingType="versionTag" versionTag="b"', 'second'],
])('a form bound to %s', async (binding, attributes, text) => {
  const id = `form-${binding}-${suffix}`;
  await deploy([diagram(id, attributes), form('first', 'a')]);
  await deploy([form('second', 'b')]);
  await deploy([form('third', 'c')]);
  const { processInstanceKey } = await call('createProcessInstance', { processDefinitionId: id });
  const { items } = await call('searchUserTasks', { filter: { processInstanceKey } });
  const shown = await call('getUserTaskForm', { userTaskKey: items[0].userTaskKey });
  expect(JSON.stringify(shown.schema)).toContain(text);
  expect(items[0].formKey).toBe(shown.formKey);
  await call('cancelProcessInstance', { processInstanceKey });
});
