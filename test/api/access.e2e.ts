import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DemoClient, Refused } from '../../src/demo/client';
import { askAsCitizen } from '../support/known-case';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(120_000);

interface Registered {
  id: string;
  number: string;
  queryCode: string;
}

describe('the REST API', () => {
  let app: RunningApp;
  let database: DataSource;
  let people: DemoClient;

  beforeAll(async () => {
    app = await startApp();
    database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
    people = new DemoClient(app.url, app.demoPassword);
  });

  afterAll(async () => {
    await database?.destroy();
    await app?.stop();
  });

  const refusal = (act: Promise<unknown>): Promise<Refused> =>
    act.then(
      () => Promise.reject(new Error('was not refused')),
      (error: unknown) => (error instanceof Refused ? error : Promise.reject(error as Error)),
    );

  const register = (content: string, key?: string): Promise<Registered> =>
    people.post('agent', '/cases', { content, channel: 'phone' }, key ? { 'idempotency-key': key } : {});

  const taskOf = async (username: string, caseId: string, elementId: string): Promise<{ key: string }> => {
    for (const until = Date.now() + 30_000; Date.now() < until;) {
      const { items } = await people.get<{ items: { key: string }[] }>(
        username,
        `/tasks?caseId=${caseId}&elementId=${elementId}`,
      );
      if (items[0]) return items[0];
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`no task ${elementId} for ${username}`);
  };

  it('gives the same case for a repeated Idempotency-Key, and refuses the key for another content', async () => {
    const first = await register('路灯坏了，希望解决', 'key-1');
    expect(await register('路灯坏了，希望解决', 'key-1')).toEqual(first);
    expect(await refusal(register('别的事情', 'key-1'))).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it.each([
    ['no content', {}],
    ['a blank content', { content: '  ' }],
    ['a channel that is none', { content: '路灯坏了', channel: 'pigeon' }],
    ['a member that it does not know', { content: '路灯坏了', stage: 'archived' }],
    ['a profile that is none', { content: '路灯坏了', profile: 'paris' }],
    ['a control character', { content: '路灯\u0000坏了' }],
    ['a time that is none', { content: '路灯坏了', receivedAt: 'yesterday' }],
  ])('refuses a registration with %s and keeps nothing', async (_what, body) => {
    const count = async (): Promise<unknown> => (await database.query('SELECT count(*) FROM hotline_case'))[0];
    const before = await count();
    expect(await refusal(people.post('agent', '/cases', body))).toMatchObject({
      status: 400,
      code: 'validation-failed',
    });
    expect(await count()).toEqual(before);
  });

  it('answers with a problem document in the language asked for', async () => {
    const response = await fetch(`${app.url}/api/v1/cases`, { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: 'urn:hotline:problem:unauthenticated',
      title: 'Not signed in',
      status: 401,
      code: 'unauthenticated',
    });
  });

  it('locks nobody in with a wrong password and tells nobody whether the name exists', async () => {
    const login = (username: string) =>
      fetch(`${app.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: 'wrong' }),
      }).then(async (response) => ({ status: response.status, ...((await response.json()) as object) }));
    expect(await login('agent')).toEqual(await login('nobody'));
  });

  it('shows a unit its own cases only, and hotline staff all', async () => {
    const { id } = await register('城关镇垃圾没人清理，卫生很差，希望解决');
    const task = await taskOf('chengguan-town-handler', id, 'sign-in');
    expect(await people.get('chengguan-town-handler', `/cases/${id}`)).toMatchObject({ id });
    expect(await people.get('supervisor', `/cases/${id}`)).toMatchObject({ id });
    expect(await refusal(people.get('heping-town-handler', `/cases/${id}`))).toMatchObject({ code: 'not-found' });
    expect(await refusal(people.get('heping-town-handler', `/tasks/${task.key}`))).toMatchObject({ code: 'forbidden' });
    expect(
      await refusal(people.post('heping-town-handler', `/tasks/${task.key}/complete`, { values: {} })),
    ).toMatchObject({
      code: 'forbidden',
    });
  });

  it('lets oversight read and remark, and nothing else', async () => {
    const { id } = await register('学校食堂不卫生，投诉');
    expect(await people.get('oversight', `/cases/${id}`)).toMatchObject({ id });
    expect(await people.post('oversight', `/cases/${id}/remarks`, { text: '请注意时限' })).toHaveProperty('id');
    for (const [path, body] of [
      ['/cases', { content: 'x' }],
      [`/cases/${id}/urge`, {}],
      [`/cases/${id}/supervision`, { ground: 'overdue' }],
    ] as const) {
      expect(await refusal(people.post('oversight', path, body))).toMatchObject({ code: 'forbidden' });
    }
  });

  it('refuses a form that is not filled in, field by field, and the task stays open', async () => {
    const { id } = await register('城关镇乱扔垃圾，卫生很差，希望解决');
    await people.post(
      'chengguan-town-handler',
      `/tasks/${(await taskOf('chengguan-town-handler', id, 'sign-in')).key}/complete`,
      { values: {} },
    );
    const { key } = await taskOf('chengguan-town-handler', id, 'handle');
    const error = await refusal(
      people.post('chengguan-town-handler', `/tasks/${key}/complete`, { values: { solved: false, colour: 'red' } }),
    );
    expect(error.message).toContain('"field":"result","code":"required"');
    expect(error.message).toContain('"field":"colour","code":"unknown-field"');
    expect(error.message).toContain('"field":"unsolvedReason","code":"required"');
    expect(await people.get('chengguan-town-handler', `/tasks/${key}`)).toMatchObject({ key });
  });

  it('refuses a return and an extension by the name of the rule', async () => {
    const { id } = await register('城关镇占道经营，市容很差，希望解决');
    await taskOf('chengguan-town-handler', id, 'sign-in');
    const { assignments } = await people.get<{ assignments: { id: string }[] }>('supervisor', `/cases/${id}`);
    const path = `/assignments/${assignments[0]!.id}`;
    const parts = {
      reason: '不属于本单位',
      suggestedUnit: 'county-management',
      evidence: '三定方案',
      leaderOpinion: '',
    };
    expect(await refusal(people.post('chengguan-town-handler', `${path}/return`, parts))).toMatchObject({
      code: 'return-incomplete',
    });
    const extension = { grounds: '复杂', reason: '需要时间', days: 6, explained: '已解释' };
    expect(await refusal(people.post('chengguan-town-handler', `${path}/extension`, extension))).toMatchObject({
      code: 'extension-too-long',
    });
    expect(
      await refusal(
        people.post('chengguan-town-handler', `${path}/extension`, { ...extension, days: 3, explained: ' ' }),
      ),
    ).toMatchObject({ code: 'extension-incomplete' });
    expect(await refusal(people.post('heping-town-handler', `${path}/return`, parts))).toMatchObject({
      code: 'not-found',
    });
    expect(await database.query('SELECT 1 FROM return_request UNION ALL SELECT 1 FROM extension_request')).toEqual([]);
  });

  it('asks when, where and who, and the handling order says it (D9 第一步)', async () => {
    const circumstances = { time: '昨晚十点以后', place: '城关镇幸福路 12 号门前', persons: '夜市摊主若干' };
    const { id } = await people.post<{ id: string }>('agent', '/cases', {
      content: '城关镇夜市占道经营，市容很差，希望解决',
      channel: 'phone',
      circumstances,
    });
    await taskOf('chengguan-town-handler', id, 'sign-in');
    expect(await people.get('chengguan-town-handler', `/cases/${id}`)).toMatchObject({ circumstances });
    const documents = await people.get<{ id: string; kind: string }[]>('agent', `/cases/${id}/documents`);
    const order = documents.find(({ kind }) => kind === 'handling-order')!;
    const html = await (await people.open('agent', `/documents/${order.id}`)).text();
    for (const words of Object.values(circumstances)) expect(html).toContain(words);
    // what every document has in common comes from one place
    expect(html).toContain('border-collapse: collapse');
  });

  it('tells the citizen who knows number and code where the case stands, and nobody else', async () => {
    const { number, queryCode } = await register('路灯坏了');
    const look = (code: string) => askAsCitizen(app.url, 'cases', { number, code });
    expect(await (await look(queryCode.toLowerCase())).json()).toMatchObject({ number });
    expect((await look('AAAAAAAA')).status).toBe(404);
  });

  it('keeps history and audit trail as they were written', async () => {
    for (const table of ['case_event', 'audit_entry']) {
      await expect(database.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
      await expect(database.query(`UPDATE ${table} SET actor = 'me'`)).rejects.toThrow('append-only');
    }
    const trail = await people.get<{ action: string }[]>('admin', '/audit?action=case.register');
    expect(trail.length).toBeGreaterThan(0);
    expect(await refusal(people.get('agent', '/audit'))).toMatchObject({ code: 'forbidden' });
  });

  it('describes every route with a summary', async () => {
    const description = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { summary?: string }>>;
    };
    const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary }]) => ({ route: `${method} ${path}`, summary })),
    );
    expect(routes.length).toBeGreaterThan(25);
    expect(routes.filter(({ summary }) => !summary)).toEqual([]);
  });

  it('obeys a time limit that a process owner changed from the next case on, and leaves a running one alone', async () => {
    const dueOf = async (): Promise<{ id: string; due: string }> => {
      const { id } = await register('城关镇共享单车乱停，市容很差，希望解决');
      await taskOf('chengguan-town-handler', id, 'sign-in');
      return { id, due: await due(id) };
    };
    const due = async (id: string): Promise<string> => {
      const { assignments } = await people.get<{ assignments: { handlingDue: string }[] }>(
        'supervisor',
        `/cases/${id}`,
      );
      return assignments[0]!.handlingDue;
    };
    const before = await dueOf();
    const table = readFileSync(join(process.cwd(), 'bpmn', 'time-limits.dmn'), 'utf8');
    // 求助、建议、批评、投诉、举报: 5 working days become 2.
    const row = /("help","suggest"[\s\S]*?<text>1<\/text>[\s\S]*?<text>)5(<\/text>)/;
    const changed = table.replace(/&quot;/g, '"').replace(row, '$12$2');
    expect(changed).toMatch(/"help","suggest"[\s\S]*?<text>1<\/text>[\s\S]*?<text>2<\/text>/);
    await people.post('owner', '/deployments', { resources: [{ name: 'time-limits.dmn', content: changed }] });
    const after = await dueOf();
    expect(Date.parse(after.due)).toBeLessThan(Date.parse(before.due));
    expect(await due(before.id)).toBe(before.due);
  });

  it('refuses a diagram that it cannot run, by the name of what it is', async () => {
    const resources = [{ name: 'broken.bpmn', content: '<not-bpmn/>' }];
    expect(await refusal(people.post('owner', '/deployments', { resources }))).toMatchObject({
      code: 'deployment-refused',
    });
  });
});
