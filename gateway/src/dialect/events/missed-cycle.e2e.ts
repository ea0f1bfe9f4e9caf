import { commandClient, deploy, diagram, jobTask } from '../../api/commands.support';
import { engineApi } from '../../operaton/engine-api.support';

jest.setTimeout(120_000);

const { post, create, eventually } = commandClient();
const ID = 'missed-cycle';
/** Three repetitions of a second each fall into it. */
const STANDSTILL_MS = 5_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The timers of an instance stand still, or go on: as they all do while no engine runs. */
const suspendTimers = (processInstanceId: string, suspended: boolean) =>
  engineApi('PUT', '/job/suspended', { processInstanceId, suspended });

beforeAll(async () => {
  const boundary = `<bpmn:boundaryEvent id="again" attachedToRef="work" cancelActivity="false"><bpmn:outgoing>fr</bpmn:outgoing>
    <bpmn:timerEventDefinition id="tr"><bpmn:timeCycle>R3/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:endEvent id="reminded"><bpmn:incoming>fr</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="fr" sourceRef="again" targetRef="reminded"/>`;
  await deploy(
    'missed-cycle.bpmn',
    diagram(ID, [jobTask('work', `${ID}-work`)]).replace('<bpmn:endEvent', `${boundary}<bpmn:endEvent`),
  );
});

it('repetitions that fell while the engine stood still come one after the other, and no more than there are', async () => {
  const { processInstanceKey } = await create(ID);
  await suspendTimers(processInstanceKey, true);
  await wait(STANDSTILL_MS);
  await suspendTimers(processInstanceKey, false);
  const fired = async () =>
    (await post('/element-instances/search', { filter: { processInstanceKey, elementId: 'again' } })).items.length;
  await eventually(async () => (await fired()) >= 3);
  await wait(3_000);
  expect(await fired()).toBe(3);
  await post(`/process-instances/${processInstanceKey}/cancellation`, {});
});
