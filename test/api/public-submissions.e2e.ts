import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DemoClient } from '../../src/demo/client';
import { PICTURE } from '../support/desk';
import { askAsCitizen } from '../support/known-case';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

const MATTER = {
  content: '石桥乡小学门口路灯坏了，晚上孩子放学不安全，请尽快维修。',
  name: '李梅',
  phone: '13700000021',
  consent: true,
};

const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

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

  it('counts its days in the zone that the configuration sets, which the page asks for', async () => {
    const response = await fetch(`${app.url}/api/v1/public/settings`);
    expect(await response.json()).toEqual({ timeZone: 'Asia/Shanghai' });
  });

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

  it('is asked when, where and who, and is classified by it', async () => {
    const circumstances = { time: '今天上午，还在漏', place: '城关镇中心小学门口', persons: '有学生滑倒受伤' };
    const { number } = await submit({
      content: '自来水管爆裂，路面积水。',
      phone: '13700000025',
      circumstances,
      consent: true,
    });
    const people = new DemoClient(app.url, app.demoPassword);
    const { items } = await people.get<{ items: { id: string; number: string }[] }>('supervisor', '/cases');
    const { id } = items.find((item) => item.number === number)!;
    const view = async () => people.get<{ area: string | null; circumstances: object }>('supervisor', `/cases/${id}`);
    expect((await view()).circumstances).toEqual(circumstances);
    for (let end = Date.now() + 60_000; (await view()).area === null && Date.now() < end;) await wait();
    expect((await view()).area).toBe('chengguan');
  });

  describe('with documents (D2 二2)', () => {
    const name = '证明.png';
    let known: { number: string; code: string };
    let id: string;
    let people: DemoClient;
    beforeAll(async () => {
      const content = '申请低保需要哪些材料，附证明。';
      const { number, code } = await submit({ ...MATTER, content, phone: '13700000024' });
      known = { number: number!, code: code! };
      people = new DemoClient(app.url, app.demoPassword);
      const { items } = await people.get<{ items: { id: string; number: string }[] }>('supervisor', '/cases');
      ({ id } = items.find((item) => item.number === number)!);
    });

    const send = async (content: Buffer, { as = name, code = known.code } = {}) => {
      const body = new FormData();
      body.set('file', new Blob([new Uint8Array(content)]), as);
      const headers = { 'x-case-number': known.number, 'x-case-code': code };
      const response = await fetch(`${app.url}/api/v1/public/cases/attachments`, { method: 'POST', headers, body });
      return { status: response.status, ...((await response.json()) as { id?: string; code?: string }) };
    };
    /** Another picture of the same dot. */
    const picture = (of: string) => Buffer.concat([PICTURE, Buffer.from(of)]);
    const kept = () => people.get<{ id: string }[]>('agent', `/cases/${id}/attachments`);
    const files = () =>
      readdirSync(join(app.documents, 'attachments'), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );

    it('takes the documents of whoever knows number and code', async () => {
      expect(await send(PICTURE, { code: 'WRONG' })).toMatchObject({ status: 404, code: 'not-found' });
      const taken = await send(PICTURE);
      expect(taken).toMatchObject({ status: 201, id: expect.any(String) });
      expect(await send(PICTURE)).toMatchObject({ status: 201, id: taken.id });
      expect(await kept()).toMatchObject([
        { id: taken.id, name, purpose: 'intake', kind: 'picture', mediaType: 'image/png', uploadedBy: 'citizen' },
      ]);
    });

    it.each([
      { what: 'a page that says it is a picture', content: Buffer.from('<script>1</script>'), code: 'type' },
      { what: 'a program', content: Buffer.from(`MZ${'\0'.repeat(200)}`), as: 'a.exe', code: 'type' },
      { what: 'a name that leads elsewhere', content: PICTURE, as: '../../a.png', code: 'name' },
      { what: 'a picture that is too large', content: picture('\0'.repeat(10 * 1024 * 1024)), code: 'too-large' },
    ])('refuses $what', async ({ content, as, code }) => {
      const refusal = code === 'too-large' ? `attachment-${code}` : `attachment-${code}-refused`;
      expect(await send(content, { as })).toMatchObject({ status: 422, code: refusal });
    });

    it('takes none once the case is closed', async () => {
      const database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
      const stage = (value: string) => database.query('UPDATE hotline_case SET stage = $2 WHERE id = $1', [id, value]);
      const { stage: before } = await people.get<{ stage: string }>('supervisor', `/cases/${id}`);
      await stage('archived');
      expect(await send(picture('late'))).toMatchObject({ status: 409, code: 'case-closed' });
      await stage(before);
      await database.destroy();
    });

    it('takes so many for a case and so many from an address, and keeps nothing of the others', async () => {
      const codes: (string | number | undefined)[] = [];
      for (let at = 0; at < 40; at++) {
        const { status, code } = await send(picture(String(at)));
        codes.push(status === 201 ? status : code);
      }
      expect([...new Set(codes)]).toEqual([201, 'attachment-too-many', 'too-many-requests']);
      expect(await kept()).toHaveLength(20);
      expect(files()).toHaveLength(20);
    });
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
