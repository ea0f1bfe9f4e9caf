import { randomUUID } from 'node:crypto';
import { eventually, strictClient, type Answer } from '../../api/strict-client';

jest.setTimeout(60_000);

const { client, call, findsNothing } = strictClient();
const suffix = randomUUID().slice(0, 8);
const formId = `form-${suffix}`;

const form = (text: string, versionTag: string) =>
  new File([JSON.stringify({ id: formId, versionTag, components: [{ type: 'text', text }] })], `${formId}.form`);

const diagramOf = (id: string, form: string, attributes: string) =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
     <bpmn:process id="${id}" isExecutable="true">
       <bpmn:startEvent id="s" />
       <bpmn:userTask id="u">
         <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="${form}" ${attributes} /></bpmn:extensionElements>
       </bpmn:userTask>
       <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="u" />
     </bpmn:process>
   </bpmn:definitions>`;
const diagram = (id: string, attributes: string) => new File([diagramOf(id, formId, attributes)], `${id}.bpmn`);

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

/** An instance whose task asks for a form that is not there. */
async function waitsForForm(id: string): Promise<{ processInstanceKey: string; incident: Answer }> {
  const { processInstanceKey } = await call('createProcessInstance', { processDefinitionId: id });
  const { items } = await call('searchIncidents', { filter: { processInstanceKey } });
  expect(items).toMatchObject([{ errorType: 'FORM_NOT_FOUND', elementId: 'u' }]);
  expect(await findsNothing('searchUserTasks', { processInstanceKey })).toBe(true);
  return { processInstanceKey, incident: items[0] };
}

describe('A user task whose form is not there', () => {
  const id = (binding: string) => `no-form-${binding}-${suffix}`;
  const missing = `no-form-${suffix}`;
  const made = (text: string, versionTag: string) =>
    new File([JSON.stringify({ id: missing, versionTag, components: [{ type: 'text', text }] })], `${missing}.form`);
  const asks = (binding: string, attributes: string) =>
    new File([diagramOf(id(binding), missing, attributes)], `${id(binding)}.bpmn`);

  it.each([
    ['latest', ''],
    ['versionTag', 'bindingType="versionTag" versionTag="b"'],
  ])('waits as an incident until it is deployed: %s', async (binding, attributes) => {
    await deploy([asks(binding, attributes)]);
    const { processInstanceKey, incident } = await waitsForForm(id(binding));
    const { forms } = await deploy([made(`for ${binding}`, 'b')]);
    await call('resolveIncident', { incidentKey: incident.incidentKey });
    await eventually(async () => {
      const { items } = await call('searchUserTasks', { filter: { processInstanceKey } });
      return items[0];
    }, 'the task');
    await call('cancelProcessInstance', { processInstanceKey });
    await call('deleteResource', { resourceKey: forms[0]!.formKey });
    const { processInstanceKey: later } = await waitsForForm(id(binding));
    await call('cancelProcessInstance', { processInstanceKey: later });
  });

  it('is not helped by a form of another deployment where it is bound to its own', async () => {
    await deploy([made('elsewhere', 'a')]);
    await deploy([asks('deployment', 'bindingType="deployment"')]);
    const { processInstanceKey } = await waitsForForm(id('deployment'));
    await call('cancelProcessInstance', { processInstanceKey });
  });
});
