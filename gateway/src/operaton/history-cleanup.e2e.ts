import { commandClient, deploy, diagram, jobTask } from '../api/commands.support';
import { engineApi } from './engine-api.support';

jest.setTimeout(120_000);

const { call, post, create, eventually } = commandClient();
const ID = 'forgotten';
const DAY_MS = 24 * 60 * 60 * 1000;

interface Historic {
  endTime: string | null;
  removalTime: string | null;
}

it('what ended is forgotten with all that belongs to it when its days are over; what ended lately and what runs is not', async () => {
  await deploy(`${ID}.bpmn`, diagram(ID, [jobTask('work', `${ID}-work`)]));
  const keys: string[] = [];
  for (const note of ['old', 'late', 'runs']) {
    keys.push((await create(ID, { variables: { note } })).processInstanceKey as string);
  }
  const [old, late, runs] = keys as [string, string, string];
  for (let ended = 0; ended < 2;) {
    const { jobs } = await post('/jobs/activation', { type: `${ID}-work`, timeout: 60_000, maxJobsToActivate: 3 });
    for (const { jobKey, processInstanceKey } of jobs as { jobKey: string; processInstanceKey: string }[]) {
      if (processInstanceKey === runs) continue;
      await post(`/jobs/${jobKey}/completion`, {});
      ended += 1;
    }
  }

  const historic = (key: string) => engineApi<Historic>('GET', `/history/process-instance/${key}`);
  const { endTime, removalTime } = await historic(late);
  const days = (Date.parse(removalTime!) - Date.parse(endTime!)) / DAY_MS;
  expect(days).toBe(Number(process.env.ENGINE_HISTORY_DAYS ?? 180));
  expect((await historic(runs)).removalTime).toBeNull();

  await engineApi('POST', '/history/process-instance/set-removal-time', {
    absoluteRemovalTime: '2020-01-01T00:00:00.000+0000',
    historicProcessInstanceIds: [old],
  });
  await eventually(async () => (await historic(old)).removalTime!.startsWith('2020'));
  await engineApi('POST', '/history/cleanup?immediatelyDue=true');
  await eventually(async () => (await call('GET', `/process-instances/${old}`)).status === 404);

  const variables = async (processInstanceKey: string) =>
    (await post('/variables/search', { filter: { processInstanceKey } })).items.length as number;
  const elements = async (processInstanceKey: string) =>
    (await post('/element-instances/search', { filter: { processInstanceKey } })).items.length as number;
  expect([await variables(old), await elements(old)]).toEqual([0, 0]);
  expect(await variables(late)).toBe(1);
  expect((await call('GET', `/process-instances/${late}`)).body.state).toBe('COMPLETED');
  expect((await call('GET', `/process-instances/${runs}`)).body.state).toBe('ACTIVE');
  await post(`/process-instances/${runs}/cancellation`, {});
});
