import { People } from '../support/people';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

const NOBODY = '00000000-0000-4000-8000-000000000000';
/** What is everybody's, signed in or not: it belongs to no role. */
const EVERYBODYS = /\/(auth|public|health|channels)\//;
/** It has no tasks of its own, and the tools that make diagrams are no work of the hotline. */
const NOT_ITS_OWN = /^GET .*(\/tasks|\/studio\/|\/monitor\/)/;

describe('oversight (监察驻场, D1 一(一)): it reads everything and changes nothing but its own remarks', () => {
  let app: RunningApp;
  let people: People;
  let token: string;
  let routes: { method: string; path: string }[];

  beforeAll(async () => {
    app = await startApp();
    people = new People(app);
    const login = { username: 'oversight', password: app.demoPassword };
    token = (await people.post<{ accessToken: string }>('oversight', '/auth/login', login)).accessToken;
    const description = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    routes = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path,
      })),
    );
  });
  afterAll(() => app?.stop());

  const statusOf = async ({ method, path }: { method: string; path: string }): Promise<number> => {
    const response = await fetch(`${app.url}${path.replace(/\{\w+\}/g, NOBODY)}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: method === 'GET' ? undefined : '{}',
    });
    // not read to its end: the stream of live updates has none
    await response.body?.cancel();
    return response.status;
  };

  it('may write nothing: every route that changes something is forbidden, but for the remark', async () => {
    const writing = routes.filter(({ method, path }) => method !== 'GET' && !EVERYBODYS.test(path));
    expect(writing.length).toBeGreaterThan(10);
    const allowed: string[] = [];
    for (const route of writing) {
      if ((await statusOf(route)) !== 403) allowed.push(`${route.method} ${route.path}`);
    }
    expect(allowed).toEqual(['POST /api/v1/cases/{id}/remarks']);
  });

  it('may read everything: no route that reads is forbidden, but for the tasks of others', async () => {
    const reading = routes.filter(({ method, path }) => method === 'GET' && !EVERYBODYS.test(path));
    expect(reading.length).toBeGreaterThan(10);
    const forbidden: string[] = [];
    for (const route of reading) {
      if ((await statusOf(route)) === 403) forbidden.push(`${route.method} ${route.path}`);
    }
    expect(forbidden.filter((route) => !NOT_ITS_OWN.test(route))).toEqual([]);
  });

  it('keeps its remark on a case that is under way, and the case stays as it was', async () => {
    const { id } = await people.register('学校食堂不卫生，投诉');
    const before = await people.get<{ stage: string }>('oversight', `/cases/${id}`);
    expect(await people.post('oversight', `/cases/${id}/remarks`, { text: '请注意时限' })).toHaveProperty('id');
    const events = await people.events(id);
    expect(events).toContain('remarked');
    expect(before).toHaveProperty('stage');
  });
});
