import { DemoClient } from '../../src/demo/client';
import { askAsCitizen } from '../support/known-case';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

const MATTER = {
  content: '石桥乡小学门口路灯坏了，晚上孩子放学不安全，请尽快维修。',
  name: '李梅',
  phone: '13700000021',
  consent: true,
};

describe('what citizens write on the page of the hotline', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());

  const submit = async (body: object, key = `key-${Math.random()}`) => {
    const response = await fetch(`${app.url}/api/v1/public/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as { number?: string; code?: string | null }) };
  };

  it('becomes a case of the channel web, once, and is followed by number and code', async () => {
    const first = await submit(MATTER, 'one-press-0001');
    expect(first).toMatchObject({ status: 201, number: expect.stringMatching(/^\d{14}$/), code: expect.any(String) });
    expect(await submit(MATTER, 'one-press-0001')).toEqual(first);
    const known = { number: first.number!, code: first.code! };
    expect((await askAsCitizen(app.url, 'cases', known)).status).toBe(200);
    const people = new DemoClient(app.url, app.demoPassword);
    const { items } = await people.get<{ items: { number: string; channel: string }[] }>('supervisor', '/cases');
    expect(items.filter(({ number }) => number === first.number)).toMatchObject([{ channel: 'web' }]);
    const trail = await people.get<{ action: string }[]>('admin', '/audit?actor=citizen');
    expect(trail.map(({ action }) => action)).toContain('citizen.consent');
  });

  it('joins the open case of the same matter without telling its code to whoever knows the number', async () => {
    const again = await submit(MATTER);
    expect(again).toMatchObject({ status: 201, code: null });
  });

  it.each([
    ['without consent', { ...MATTER, consent: undefined }],
    ['with consent refused', { ...MATTER, consent: false }],
    ['without a telephone number', { ...MATTER, phone: undefined }],
    ['with too little said', { ...MATTER, content: '坏了' }],
  ])('is refused %s', async (_what, body) => {
    expect(await submit(body)).toMatchObject({ status: 400, code: 'validation-failed' });
  });

  it('is refused from a number that wrote too often, and from an address that writes too often', async () => {
    const codes: (string | number | null | undefined)[] = [];
    for (let at = 0; at < 20; at++) {
      const { status, code } = await submit({ ...MATTER, content: `${MATTER.content}第${at}处`, phone: '13700000022' });
      codes.push(status === 201 ? status : code);
    }
    expect(codes.filter((code) => code === 201).length).toBe(10);
    expect(codes.at(-1)).toBe('too-many-requests');
    expect(await submit({ ...MATTER, phone: '13700000023' })).toMatchObject({ code: 'too-many-requests' });
  });
});
