import { createHmac, createHash, randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { askAsCitizen } from '../support/known-case';
import { People } from '../support/people';
import { type RunningApp, startApp } from '../support/system';

jest.setTimeout(300_000);

const SECRET = 'a secret of the test';

interface Row {
  day: string;
  measure: string;
  numerator: number;
  denominator: number;
  excluded: number;
  met: boolean | null;
}

describe('channels (D3 第二条) and the measures that they feed (D1 一(二))', () => {
  let app: RunningApp;
  let people: People;

  beforeAll(async () => {
    app = await startApp({
      env: Object.fromEntries(['PHONE', 'SMS', 'WECHAT'].map((name) => [`HOTLINE_CHANNEL_${name}_SECRET`, SECRET])),
    });
    people = new People(app);
  });
  afterAll(() => app?.stop());

  const seconds = (): string => String(Math.floor(Date.now() / 1000));
  const tell = async (channel: string, body: object, timestamp = seconds(), secret = SECRET) => {
    const raw = JSON.stringify(body);
    const signature = createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex');
    const response = await fetch(`${app.url}/api/v1/channels/${channel}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hotline-timestamp': timestamp,
        'x-hotline-signature': `sha256=${signature}`,
      },
      body: raw,
    });
    return { status: response.status, ...((await response.json()) as { code?: string }) };
  };
  const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const measured = async (name: string): Promise<Row> => {
    const { days } = await people.get<{ days: Row[] }>('oversight', `/kpi?from=${today()}&to=${today()}`);
    return days.find(({ measure }) => measure === name)!;
  };
  const login = async (username: string) =>
    (await people.post<{ accessToken: string }>(username, '/auth/login', { username, password: app.demoPassword }))
      .accessToken;

  it('registers a text message once, refuses its forgery and its replay, and counts the reply of the day', async () => {
    const message = { messageId: 'sms-1', from: '13800000001', text: '城关镇垃圾没人清理，希望解决' };
    expect(await tell('sms', message)).toMatchObject({ status: 200 });
    expect(await tell('sms', message)).toMatchObject({ status: 200 });
    expect(await tell('sms', { ...message, text: '别的事' })).toMatchObject({ status: 422, code: 'message-id-reused' });
    expect(await tell('sms', message, seconds(), 'another')).toMatchObject({ status: 401, code: 'signature-invalid' });
    const old = String(Number(seconds()) - 301);
    expect(await tell('sms', message, old)).toMatchObject({ status: 401, code: 'request-expired' });
    expect(await tell('weibo', message)).toMatchObject({ status: 404, code: 'channel-closed' });

    const [taken, ...more] = await people.get<{ id: string; caseId: string }[]>('agent', '/messages?channel=sms');
    expect(more).toEqual([]);
    expect(await people.get('agent', `/cases/${taken!.caseId}`)).toMatchObject({ channel: 'sms' });
    expect(await measured('sms-replied')).toMatchObject({ numerator: 0, denominator: 1, met: false });
    await people.post('agent', `/messages/${taken!.id}/reply`, { text: '您好，已转城关镇办理。' });
    expect(
      await people.refusal(people.post('agent', `/messages/${taken!.id}/reply`, { text: '再回一次' })),
    ).toMatchObject({
      code: 'message-settled',
    });
    expect(await measured('sms-replied')).toMatchObject({ numerator: 1, denominator: 1, met: true });

    await tell('sms', { messageId: 'sms-2', from: '13800000002', text: '？？？' });
    const [empty] = await people.get<{ id: string }[]>('agent', '/messages?channel=sms&open=true');
    await people.post('agent', `/messages/${empty!.id}/invalid`, { reason: '内容为空' });
    expect(await measured('sms-replied')).toMatchObject({ denominator: 1, excluded: 1, met: true });
  });

  it('takes WeChat as WeChat signs it, and greets it', async () => {
    const signed = () => {
      const [timestamp, nonce] = [seconds(), '4711'];
      const signature = createHash('sha1').update([SECRET, timestamp, nonce].sort().join('')).digest('hex');
      return new URLSearchParams({ timestamp, nonce, signature });
    };
    const address = () => `${app.url}/api/v1/channels/wechat?${signed().toString()}`;
    expect(await (await fetch(`${address()}&echostr=hello`)).text()).toBe('hello');
    const body =
      '<xml><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1772416800</CreateTime><MsgType><![CDATA[text]]></MsgType>' +
      '<Content><![CDATA[路灯坏了，没人修]]></Content><MsgId>22</MsgId></xml>';
    const post = () => fetch(address(), { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
    expect(await (await post()).text()).toBe('success');
    expect(await (await post()).text()).toBe('success');
    expect(await people.get('agent', '/messages?channel=wechat')).toMatchObject([
      { sender: 'o1', content: '路灯坏了，没人修' },
    ]);
  });

  it('measures calls by what the telephone system tells, leaves an outage out on record, and counts upheld complaints', async () => {
    const noon = Date.now();
    const tellCall = async (callId: string, waited: number | null, talked: number, offset = 0) => {
      const at = (after: number) => new Date(noon + offset + after * 1000).toISOString();
      // The events arrive in another order than they happened.
      await tell('phone', { eventId: `${callId}-3`, callId, event: 'hung-up', at: at((waited ?? 0) + talked) });
      if (waited !== null) {
        await tell('phone', { eventId: `${callId}-2`, callId, event: 'answered', at: at(waited), agent: '8001' });
      }
      await tell('phone', { eventId: `${callId}-1`, callId, event: 'incoming', at: at(0), caller: '13800000001' });
      await tell('phone', { eventId: `${callId}-1`, callId, event: 'incoming', at: at(0), caller: '13800000001' });
    };
    await tellCall('c1', 5, 60);
    await tellCall('c2', 15, 60);
    await tellCall('c3', 16, 60);
    await tellCall('c4', null, 30);
    expect(await measured('person-answered')).toMatchObject({ numerator: 3, denominator: 4, met: false });
    expect(await measured('answered-in-time')).toMatchObject({ numerator: 2, denominator: 3 });

    const { id } = await people.register('来电反映路灯坏了', { callId: 'c1' });
    expect(id).toBeTruthy();
    expect(await people.refusal(people.register('没有这通电话', { callId: 'none' }))).toMatchObject({ status: 400 });

    await tellCall('c5', null, 30, -60_000);
    const period = {
      scope: 'calls',
      from: new Date(noon - 90_000).toISOString(),
      to: new Date(noon - 30_000).toISOString(),
    };
    const outage = { ...period, reason: 'system-fault', note: '交换机故障' };
    expect(await people.refusal(people.post('agent', '/kpi/exclusions', outage))).toMatchObject({ code: 'forbidden' });
    expect(
      await people.refusal(people.post('supervisor', '/kpi/exclusions', { ...outage, reason: 'invalid-message' })),
    ).toMatchObject({ code: 'exclusion-not-allowed' });
    const exclusion = await people.post<{ id: string }>('supervisor', '/kpi/exclusions', outage);
    expect(await measured('person-answered')).toMatchObject({ denominator: 4, excluded: 1 });
    await people.post('supervisor', `/kpi/exclusions/${exclusion.id}/withdrawal`, {});
    expect(await measured('person-answered')).toMatchObject({ denominator: 5, excluded: 0 });
    expect(await people.get('oversight', '/kpi/exclusions')).toMatchObject([
      { reason: 'system-fault', note: '交换机故障', recordedBy: 'supervisor', withdrawnBy: 'supervisor' },
    ]);

    const complaint = { stage: 'intake', aspect: 'attitude', content: '话务员态度生硬', about: 'agent' };
    const { id: complaintId } = await people.post<{ id: string }>('agent', '/staff-complaints', complaint);
    expect(await measured('staff-complaints')).toMatchObject({ numerator: 0, denominator: 3, met: true });
    await people.post('leader', `/staff-complaints/${complaintId}/decision`, { upheld: true, comment: '录音属实' });
    expect(await measured('staff-complaints')).toMatchObject({ numerator: 1, denominator: 3, met: false });
  });

  it('gives the measures and the assessment away as CSV and as XLSX', async () => {
    const token = await login('leader');
    const file = async (path: string) => {
      const response = await fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect(response.status).toBe(200);
      return { type: response.headers.get('content-type')!, content: Buffer.from(await response.arrayBuffer()) };
    };
    const period = `from=${today()}&to=${today()}`;
    const csv = await file(`/kpi?${period}&format=csv`);
    expect(csv.type).toContain('text/csv');
    expect(csv.content.toString('utf8')).toContain('人工接通率');
    const xlsx = await file(`/kpi/assessment?${period}&format=xlsx`);
    expect(xlsx.type).toContain('spreadsheetml');
    expect(Object.keys(unzipSync(xlsx.content)).some((name) => name.endsWith('sheet1.xml'))).toBe(true);
    expect(strFromU8(unzipSync(xlsx.content)['[Content_Types].xml']!)).toContain('worksheet');
    expect(await people.refusal(people.get('leader', '/kpi?from=2026-03-02&to=2026-03-01'))).toMatchObject({
      code: 'period-empty',
    });
  });

  it('stops whoever guesses the numbers and codes of cases, and nobody who knows one', async () => {
    const { number, queryCode } = await people.register('路灯坏了');
    const look = (code: string) => askAsCitizen(app.url, 'cases', { number, code });
    for (let asked = 0; asked < 40; asked += 1) expect((await look(queryCode)).status).toBe(200);
    const answers: number[] = [];
    for (let guess = 0; guess < 40; guess += 1) answers.push((await look(randomUUID().slice(0, 8))).status);
    expect(answers.slice(0, 29).every((status) => status === 404)).toBe(true);
    expect(answers.at(-1)).toBe(429);
  });
});
