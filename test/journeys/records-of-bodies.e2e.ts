import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { People } from '../support/people';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(400_000);

const SECRET = 'a secret of the test';
const CITY_LINE = '02000000100';

interface Row {
  measure: string;
  numerator: number;
  denominator: number;
  excluded: number;
}

describe('what each hotline body keeps for itself (D3 第四条): channels, measures, hot spots, media, reports, news', () => {
  let app: RunningApp;
  let people: People;

  beforeAll(async () => {
    const entries = ['PHONE', 'SMS', 'SMS_CITY'];
    app = await startApp({
      env: Object.fromEntries(entries.map((name) => [`HOTLINE_CHANNEL_${name}_SECRET`, SECRET])),
    });
    people = new People(app);
  });
  afterAll(() => app?.stop());

  const tell = async (entry: string, body: object): Promise<number> => {
    const raw = JSON.stringify(body);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', SECRET).update(`${timestamp}.${raw}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-hotline-timestamp': timestamp,
      'x-hotline-signature': `sha256=${signature}`,
    };
    return (await fetch(`${app.url}/api/v1/channels/${entry}`, { method: 'POST', headers, body: raw })).status;
  };
  const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const measured = async (as: string, name: string, more = ''): Promise<Row | undefined> => {
    const { total } = await people.get<{ total: Row[] }>(as, `/kpi?from=${today()}&to=${today()}${more}`);
    return total.find(({ measure }) => measure === name);
  };

  it('a message is its body’s whose number it came to, and nobody else’s', async () => {
    const message = { messageId: 'm-1', from: '13800000001', text: '公交车晚点，希望改善' };
    expect(await tell('sms-city', message)).toBe(200);
    // the same id at another account is another message
    expect(await tell('sms', { ...message, text: '城关镇路灯坏了' })).toBe(200);
    const [ofCity, ...more] = await people.get<{ id: string; caseId: string }[]>('city-agent', '/messages');
    expect(more).toEqual([]);
    expect(await people.get('city-agent', `/cases/${ofCity!.caseId}`)).toMatchObject({ body: 'city', channel: 'sms' });
    expect((await people.refusal(people.get('agent', `/cases/${ofCity!.caseId}`))).code).toBe('not-found');
    const [ofMain] = await people.get<{ id: string; body: string }[]>('agent', '/messages');
    expect(ofMain).toMatchObject({ body: 'main' });
    const reply = people.post('agent', `/messages/${ofCity!.id}/reply`, { text: '您好。' });
    expect((await people.refusal(reply)).code).toBe('not-found');
    const invalid = people.post('agent', `/messages/${ofCity!.id}/invalid`, { reason: '无效' });
    expect((await people.refusal(invalid)).code).toBe('not-found');
    await people.post('city-agent', `/messages/${ofCity!.id}/reply`, { text: '您好，已转公交公司。' });
    expect(await measured('city-supervisor', 'sms-replied')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await measured('supervisor', 'sms-replied')).toMatchObject({ numerator: 0, denominator: 1 });
  });

  it('a call is measured for the body whose line was called, by line too, and a body above reads the figures below it', async () => {
    const call = async (callId: string, called: string | undefined, answered: boolean) => {
      const at = (after: number) => new Date(Date.now() + after * 1000).toISOString();
      // the line is told with the first event only, which may arrive last
      if (answered) await tell('phone', { eventId: `${callId}-2`, callId, event: 'answered', at: at(5) });
      await tell('phone', { eventId: `${callId}-3`, callId, event: 'hung-up', at: at(60) });
      await tell('phone', { eventId: `${callId}-1`, callId, event: 'incoming', at: at(0), called });
    };
    await call('city-1', '020-0000 0100', true);
    await call('city-2', CITY_LINE, false);
    await call('district-1', '02000000204', true);
    await call('main-1', '02000000111', true);
    await call('main-2', undefined, true);
    expect(await measured('city-leader', 'person-answered')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(await measured('district-leader', 'person-answered')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await measured('leader', 'person-answered')).toMatchObject({ numerator: 2, denominator: 2 });
    expect(await measured('leader', 'person-answered', '&line=02000000111')).toMatchObject({ denominator: 1 });
    expect(await measured('leader', 'sms-replied', '&line=02000000111')).toBeUndefined();
    expect(await measured('city-leader', 'person-answered', '&body=district')).toMatchObject({ denominator: 1 });
    for (const [as, more] of [
      ['district-leader', '&body=city'],
      ['district-leader', '&body=main'],
      ['leader', `&line=${CITY_LINE}`],
    ] as const) {
      expect((await people.refusal(measured(as, 'person-answered', more))).code).toBe('validation-failed');
    }

    const outage = {
      scope: 'calls',
      from: new Date(Date.now() - 60_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
      reason: 'system-fault',
      note: '交换机故障',
    };
    const { id } = await people.post<{ id: string }>('city-supervisor', '/kpi/exclusions', outage);
    expect(await measured('city-leader', 'person-answered')).toMatchObject({ denominator: 0, excluded: 2 });
    expect(await measured('leader', 'person-answered')).toMatchObject({ denominator: 2, excluded: 0 });
    expect(await people.get('supervisor', '/kpi/exclusions')).toEqual([]);
    const withdrawal = people.post('supervisor', `/kpi/exclusions/${id}/withdrawal`, {});
    expect((await people.refusal(withdrawal)).code).toBe('not-found');

    const complaint = { stage: 'intake', aspect: 'attitude', content: '话务员态度生硬' };
    const made = await people.post<{ id: string }>('city-agent', '/staff-complaints', complaint);
    const decision = { upheld: true, comment: '录音属实' };
    const foreign = people.post('leader', `/staff-complaints/${made.id}/decision`, decision);
    expect((await people.refusal(foreign)).code).toBe('not-found');
    await people.post('city-leader', `/staff-complaints/${made.id}/decision`, decision);
    expect(await measured('city-leader', 'staff-complaints')).toMatchObject({ numerator: 1 });
    expect(await measured('leader', 'staff-complaints')).toMatchObject({ numerator: 0 });
    expect(await people.get('supervisor', '/staff-complaints')).toEqual([]);
  });

  it('a hot spot is rectified by a unit of the body and checked by its own supervisors', async () => {
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    const hotspot = { title: '窗口排队久', description: '一周内 9 件投诉', owner: '科长', dueAt };
    const foreign = people.post('district-supervisor', '/hotspots', { ...hotspot, unit: 'chengguan-town' });
    expect((await people.refusal(foreign)).code).toBe('unknown-unit');
    await people.post('district-supervisor', '/hotspots', { ...hotspot, unit: 'binhe-street' });
    expect(await people.get('district-leader', '/hotspots')).toHaveLength(1);
    expect(await people.get('leader', '/hotspots')).toEqual([]);
    const taskOf = (as: string, elementId: string) =>
      people.until(elementId, async () => {
        const { items } = await people.get<{ items: { key: string }[] }>(as, `/tasks?elementId=${elementId}`);
        return items[0];
      });
    const { key } = await taskOf('binhe-street-handler', 'rectify');
    const values = { measureKinds: ['training'], measures: '培训窗口人员。' };
    await people.post('binhe-street-handler', `/tasks/${key}/complete`, { values });
    const check = await taskOf('district-supervisor', 'check-rectification');
    const { items } = await people.get<{ items: unknown[] }>('supervisor', '/tasks?elementId=check-rectification');
    expect(items).toEqual([]);
    const passed = { values: { passed: true, comment: '已改善。' } };
    await people.post('district-supervisor', `/tasks/${check.key}/complete`, passed);
  });

  it('an article exposes a case of the body that it was reported to only', async () => {
    const { number } = await people.register('城关镇污水直排，臭味很大');
    const article = {
      outlet: '云湖晚报',
      title: '污水直排',
      summary: '记者走访。',
      publishedAt: new Date(Date.now() - 60_000).toISOString(),
    };
    const foreign = people.post('city-supervisor', '/media/articles', { ...article, caseNumber: number });
    expect((await people.refusal(foreign)).code).toBe('not-found');
    const { id } = await people.post<{ id: string }>('city-supervisor', '/media/articles', article);
    expect(await people.get('supervisor', '/media/articles')).toEqual([]);
    const link = people.post('supervisor', `/media/articles/${id}/case`, { caseNumber: number });
    expect((await people.refusal(link)).code).toBe('not-found');
    expect(await people.get('city-leader', '/media/articles')).toHaveLength(1);
  });

  it('news of a case go to its body only', async () => {
    const heard = async (as: string, stop: AbortSignal, into: string[]) => {
      const login = { username: as, password: app.demoPassword };
      const { accessToken } = await people.post<{ accessToken: string }>(as, '/auth/login', login);
      const response = await fetch(`${app.url}/api/v1/events`, {
        headers: { authorization: `Bearer ${accessToken}` },
        signal: stop,
      });
      const reader = response.body!.getReader();
      const text = new TextDecoder();
      void (async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          into.push(text.decode(value));
        }
      })().catch(() => undefined);
    };
    const stop = new AbortController();
    const [city, main]: string[][] = [[], []];
    await heard('city-agent', stop.signal, city!);
    await heard('agent', stop.signal, main!);
    const ofCity = await people.post<{ id: string }>('city-agent', '/cases', { content: '公交站牌损坏' });
    const ofMain = await people.register('城关镇路面破损');
    await people.until('both heard', () =>
      Promise.resolve(city!.join('').includes(ofCity.id) && main!.join('').includes(ofMain.id)),
    );
    stop.abort();
    expect(city!.join('')).not.toContain(ofMain.id);
    expect(main!.join('')).not.toContain(ofCity.id);
  });

  it('each body’s annual report is of its own cases, and its own leaders approve it', async () => {
    const diagram = readFileSync(join(process.cwd(), 'bpmn', 'annual-report.bpmn'), 'utf8');
    await people.post('owner', '/deployments', {
      resources: [{ name: 'annual-report.bpmn', content: diagram.replace('>0 0 9 10 1 *<', '>R1/PT3S<') }],
    });
    const lastYear = new Date().getUTCFullYear() - 1;
    await people.post('city-agent', '/cases', { content: '去年的事', receivedAt: `${lastYear}-06-01T10:00:00+08:00` });
    const approves = async (as: string, reportApproved: boolean) => {
      const { key } = await people.until(`report of ${as}`, async () => {
        const { items } = await people.get<{ items: { key: string }[] }>(as, '/tasks?elementId=approve-annual-report');
        expect(items.length).toBeLessThan(2);
        return items[0];
      });
      await people.post(as, `/tasks/${key}/complete`, { values: { reportApproved, comment: '已阅。' } });
    };
    await approves('city-leader', false);
    await approves('leader', true);
    await approves('district-leader', true);
    for (const [as, body, status, received] of [
      ['city-leader', 'city', 'rejected', 1],
      ['leader', 'main', 'published', 0],
      ['district-leader', 'district', 'published', 0],
    ] as const) {
      const [report] = await people.until(`report of ${body}`, async () => {
        const found = await people.get<{ status: string }[]>(as, '/reports/annual');
        return found[0]!.status === 'compiled' ? undefined : found;
      });
      expect(report).toMatchObject({ body, year: lastYear, status, figures: { received } });
    }
  });
});
