import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, strictClient, type Answer } from './strict-client';

const { call } = strictClient();

/** A process that is started with a form. */
const startForm = () =>
  new File(
    [
      `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="formed" targetNamespace="http://hotline">
  <bpmn:process id="journey-formed" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="journey-form" /></bpmn:extensionElements><bpmn:outgoing>f</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="end" /><bpmn:endEvent id="end"><bpmn:incoming>f</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`,
    ],
    'journey-formed.bpmn',
  );

/** Keys of what a test looks for. */
export interface WaitingCase {
  caseId: string;
  definition: string;
  /** A process with a start form. */
  formed: string;
  form: string;
  decision: string;
  instance: string;
  /** One of the called instances. */
  child: string;
  job: string;
  /** The element instance of the failed job. */
  urge: string;
  task: string;
  incident: string;
}

/** A case that waits at two user tasks of called processes, with a failed job in an event sub-process. */
export async function waitingCase(): Promise<WaitingCase> {
  const caseId = randomUUID();
  const found: Record<string, string> = { caseId };
  const files = ['journey.bpmn', 'journey.dmn'].map(
    (name) => new File([readFileSync(join(__dirname, name), 'utf8')], name),
  );
  const form = new File([JSON.stringify({ id: 'journey-form', type: 'default', components: [] })], 'journey.form');
  const deployed = await call('createDeployment', { resources: [...files, form, startForm()] });
  const keys = Object.fromEntries(
    (deployed.processes as Answer[]).map((process) => [process.processDefinitionId, process.processDefinitionKey]),
  );
  found.definition = keys.journey;
  found.formed = keys['journey-formed'];
  found.form = deployed.forms[0].formKey;
  found.decision = deployed.decisions[0].decisionDefinitionKey;
  const publish = (name: string, variables: object) =>
    call('publishMessage', { name, correlationKey: caseId, timeToLive: 60_000, variables });
  const ownJob = (type: string) =>
    eventually(async () => {
      const request = { type, maxJobsToActivate: 10, timeout: 60_000, requestTimeout: 2_000, worker: 'reads' };
      const { jobs } = await call('activateJobs', request);
      return (jobs as Answer[]).find((job) => job.variables.caseId === caseId);
    }, `the job ${type}`);
  await publish('journey-registered', {
    caseId,
    units: ['a', 'b'],
    long: 'x'.repeat(100),
    list: Array(3000).fill('word'),
  });
  const classify = await ownJob('journey-classify');
  found.instance = classify.processInstanceKey;
  await call('completeJob', { jobKey: classify.jobKey, variables: { caseType: 'consult' } });
  await publish('journey-urged', { urgeId: 'u1' });
  const urge = await ownJob('journey-urge');
  found.job = urge.jobKey;
  found.urge = urge.elementInstanceKey;
  await call('failJob', { jobKey: urge.jobKey, retries: 0, errorMessage: 'nobody answers' });
  await eventually(async () => {
    const { items } = await call('searchUserTasks', {
      filter: { state: 'CREATED', processInstanceVariables: [{ name: 'caseId', value: JSON.stringify(caseId) }] },
      sort: [{ field: 'creationDate' }],
    });
    found.task = items[0]?.userTaskKey;
    found.child = items[0]?.processInstanceKey;
    return items.length === 2 ? items : undefined;
  }, 'the two user tasks');
  found.incident = (
    await call('searchIncidents', { filter: { processInstanceKey: found.instance } })
  ).items[0].incidentKey;
  return found as unknown as WaitingCase;
}
