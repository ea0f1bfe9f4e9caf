import { Desk } from '../support/desk';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

interface Row extends Record<string, unknown> {
  processInstanceKey: string;
  processDefinitionKey: string;
  state: string;
}

describe('many at once', () => {
  let app: RunningApp;
  let desk: Desk;

  beforeAll(async () => {
    app = await startApp();
    desk = new Desk(app);
  });
  afterAll(() => app?.stop());

  const register = (place: string) => desk.register(`城关镇${place}门口垃圾没人清理，卫生很差，希望解决。`);

  it('a unit signs in to several cases; what is refused is told and stops no other', async () => {
    const cases = await Promise.all([register('东街'), register('西街')]);
    const keys = await Promise.all(cases.map(async ({ id }) => (await desk.task(id, 'sign-in')).key));
    const { accessToken } = await desk.people.post<{ accessToken: string }>('town-handler', '/auth/login', {
      username: 'town-handler',
      password: app.demoPassword,
    });
    const answer = await fetch(`${app.url}/api/v1/tasks/bulk`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ keys: [keys[0], '1', keys[1]], action: 'complete' }),
    });
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { key: string; problem?: { code: string } });
    expect(lines).toEqual([
      { key: keys[0] },
      { key: '1', problem: expect.objectContaining({ code: 'not-found' }) },
      { key: keys[1] },
    ]);
    for (const { id } of cases) await desk.task(id, 'handle');
  });

  it('an administrator cancels chosen instances of a version, the others go on', async () => {
    const [ends, stays] = await Promise.all([register('南街'), register('北街')]);
    const instanceOf = (caseId: string) =>
      desk.wait('instance', async () => {
        const { items } = await desk.people.post<{ items: Row[] }>('admin', '/monitor/search/process-instances', {
          filter: {
            processDefinitionId: 'hotline-case',
            variables: [{ name: 'caseId', value: JSON.stringify(caseId) }],
          },
        });
        return items[0];
      });
    await desk.task(ends.id, 'sign-in');
    await desk.task(stays.id, 'sign-in');
    const { processInstanceKey, processDefinitionKey } = await instanceOf(ends.id);
    const { key } = await desk.people.post<{ key: string }>('admin', '/monitor/batches/cancellation', {
      processDefinitionKey,
      keys: [processInstanceKey],
    });
    const over = await desk.wait('the end of the batch', async () => {
      const batch = await desk.people.get<{ state: string; total: number; done: number }>(
        'admin',
        `/monitor/batches/${key}`,
      );
      return ['CREATED', 'ACTIVE'].includes(batch.state) ? undefined : batch;
    });
    expect(over).toMatchObject({ state: 'COMPLETED', total: 1, done: 1, failures: [] });
    expect((await instanceOf(ends.id)).state).toBe('TERMINATED');
    expect((await instanceOf(stays.id)).state).toBe('ACTIVE');
  });

  it('nobody but an administrator cancels many', async () => {
    const asked = desk.people.post('owner', '/monitor/batches/cancellation', { processDefinitionKey: '1' });
    expect((await desk.refusal(asked)).code).toBe('forbidden');
  });
});
