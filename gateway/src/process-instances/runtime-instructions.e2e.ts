import { commandClient, deploy, diagram, jobTask } from '../api/commands.support';

jest.setTimeout(120_000);

const { post, call, eventually, create } = commandClient();
const ID = 'ends-early';

beforeAll(async () => {
  const boundary = `<bpmn:boundaryEvent id="late" attachedToRef="second"><bpmn:outgoing>fl</bpmn:outgoing>
    <bpmn:timerEventDefinition id="tl"><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:endEvent id="lateEnd"><bpmn:incoming>fl</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="fl" sourceRef="late" targetRef="lateEnd"/>`;
  const steps = ['first', 'second', 'third'].map((id) => jobTask(id, `${ID}-${id}`));
  await deploy('ends-early.bpmn', diagram(ID, steps).replace('<bpmn:endEvent', `${boundary}<bpmn:endEvent`));
});

/** An instance that ends after an element, once its first job is done. */
async function endedAfter(afterElementId: string): Promise<Record<string, string>> {
  const runtimeInstructions = [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId }];
  const { processInstanceKey } = await create(ID, { runtimeInstructions });
  const { jobs } = await post('/jobs/activation', {
    type: `${ID}-first`,
    timeout: 60_000,
    maxJobsToActivate: 1,
    requestTimeout: 20_000,
  });
  expect(jobs[0].processInstanceKey).toBe(processInstanceKey);
  await post(`/jobs/${jobs[0].jobKey}/completion`, {});
  await eventually(
    async () => (await call('GET', `/process-instances/${processInstanceKey}`)).body.state === 'TERMINATED',
  );
  const { items } = await post('/element-instances/search', { filter: { processInstanceKey } });
  return Object.fromEntries(
    items.map(({ elementId, state }: { elementId: string; state: string }) => [elementId, state]),
  );
}

describe('A runtime instruction terminates the instance', () => {
  it('when the element completes, before the next one begins', async () => {
    expect(await endedAfter('first')).toEqual({ start: 'COMPLETED', first: 'COMPLETED' });
  });

  it('when the element is interrupted', async () => {
    expect(await endedAfter('second')).toMatchObject({ first: 'COMPLETED', second: 'TERMINATED' });
  });

  it('and others go on to their own end', async () => {
    const { processInstanceKey } = await create(ID, {
      startInstructions: [{ elementId: 'third' }],
      runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: 'first' }],
    });
    const { jobs } = await post('/jobs/activation', {
      type: `${ID}-third`,
      timeout: 60_000,
      maxJobsToActivate: 1,
      requestTimeout: 20_000,
    });
    await post(`/jobs/${jobs[0].jobKey}/completion`, {});
    await eventually(
      async () => (await call('GET', `/process-instances/${processInstanceKey}`)).body.state === 'COMPLETED',
    );
  });
});
