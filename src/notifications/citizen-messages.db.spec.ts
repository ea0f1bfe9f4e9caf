import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { type Services, startServices } from '../../test/support/database';
import { CallsService } from '../channels/calls.service';
import { CHANNELS, type Entries } from '../channels/channels-config';
import { InboundService } from '../channels/inbound.service';
import { PhoneCall } from '../channels/phone-call.entity';
import { Notification } from './notification.entity';
import { NotificationsService } from './notifications.service';

jest.setTimeout(300_000);

const PHONE = '13800000055';
const WECHAT = ['APP_ID', 'APP_SECRET', 'API_URL'].map((what) => `HOTLINE_CHANNEL_WECHAT_${what}`);

describe('citizens are told by the channel that they came by (D7 第五条, D9 第二、三步)', () => {
  let services: Services;
  let provider: Server;
  let said: { touser: string; text: { content: string } }[];
  let code: number;
  let number = 0;

  beforeAll(async () => {
    provider = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        const token = request.url!.includes('stable_token');
        if (!token) said.push(JSON.parse(body) as (typeof said)[number]);
        response.end(JSON.stringify(token ? { access_token: 't', expires_in: 7200 } : { errcode: code }));
      });
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    WECHAT.forEach((name, at) => (process.env[name] = ['wx1', 'secret', address][at]));
    services = await startServices();
  });
  afterAll(async () => {
    for (const name of WECHAT) delete process.env[name];
    provider?.close();
    await services?.stop();
  });
  beforeEach(() => {
    said = [];
    code = 0;
  });

  const take = (account: string, more: object = {}) =>
    services.get(InboundService).take(services.get<Entries>(CHANNELS).get(account)!, {
      kind: 'text',
      messageId: `m${(number += 1)}`,
      sender: `o${number}`,
      content: `第 ${number} 处路灯坏了`,
      ...more,
    });
  const notifications = () =>
    services
      .get(DataSource)
      .getRepository(Notification)
      .find({ order: { createdAt: 'DESC', id: 'ASC' } });
  const latest = async (key: string): Promise<Notification> =>
    (await notifications()).find(({ dedupeKey }) => dedupeKey === key)!;

  it('who writes by WeChat gets number, code and reply there, without a telephone number', async () => {
    const { id } = await take('wechat');
    await services.get(NotificationsService).sendDue();
    expect(said).toMatchObject([{ touser: `o${number}`, text: { content: expect.stringContaining('查询码') } }]);
    await services.get(InboundService).reply('main', id, '已派人修理。', 'agent');
    await services.get(NotificationsService).sendDue();
    expect(said.at(-1)).toMatchObject({ text: { content: expect.stringContaining('已派人修理。') } });
    expect((await latest(`replied:${id}`)).sentAt).not.toBeNull();
  });

  it('what WeChat never takes goes by text message where there is a number, and is given up where there is none', async () => {
    code = 45015;
    const both = await take('wechat', { citizen: { phone: PHONE } });
    const only = await take('wechat');
    await services.get(NotificationsService).sendDue();
    expect(await latest(`acknowledged:${both.id}`)).toMatchObject({ account: null, recipient: PHONE, givenUpAt: null });
    expect(await latest(`acknowledged:${only.id}`)).toMatchObject({
      account: 'wechat',
      sentAt: null,
      givenUpAt: expect.any(Date),
      lastError: 'WeChat answered 45015',
    });
    const asked = said.length;
    await services.get(NotificationsService).sendDue();
    expect(said).toHaveLength(asked);
    expect((await latest(`acknowledged:${both.id}`)).sentAt).not.toBeNull();
  });

  it('what WeChat does not take now is tried again', async () => {
    code = -1;
    const { id } = await take('wechat');
    await services.get(NotificationsService).sendDue();
    expect(await latest(`acknowledged:${id}`)).toMatchObject({ account: 'wechat', attempts: 1, givenUpAt: null });
  });

  it('nobody can reply where the account only listens and no number is known; the message stays open', async () => {
    const { id } = await take('weibo');
    await expect(services.get(InboundService).reply('main', id, '已派人修理。', 'agent')).rejects.toMatchObject({
      code: 'message-not-repliable',
    });
    const open = await services.get(InboundService).list('main', { channel: 'weibo', open: true });
    expect(open.map((message) => message.id)).toContain(id);
  });

  it('two telephone systems may give their calls and events the same names', async () => {
    const calls = services.get(CallsService);
    const event = { kind: 'call' as const, messageId: 'e1', callId: 'c1', event: 'incoming' as const };
    await calls.record(
      { ...event, at: new Date('2026-03-02T09:00:00Z'), caller: PHONE },
      { name: 'phone', body: 'main' },
    );
    await calls.record({ ...event, at: new Date('2026-03-02T09:05:00Z') }, { name: 'phone-city', body: 'city' });
    await calls.record({ ...event, at: new Date('2026-03-02T09:10:00Z') }, { name: 'phone-2', body: 'main' });
    expect(await services.get(DataSource).getRepository(PhoneCall).countBy({ callId: 'c1' })).toBe(3);
    expect(await calls.find('city', 'c1')).toMatchObject({ account: 'phone-city', caller: null });
    // of one body: the later one
    expect(await calls.find('main', 'c1')).toMatchObject({ account: 'phone-2' });
    await expect(
      calls.record({ ...event, at: new Date('2026-03-02T09:06:00Z') }, { name: 'phone-city', body: 'city' }),
    ).rejects.toMatchObject({ code: 'message-id-reused' });
  });
});
