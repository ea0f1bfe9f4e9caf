import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Entry } from '../channels-config';
import { type MessageSender, senderOf, Undeliverable } from '.';

/** What a provider was asked. */
interface Asked {
  path: string;
  query: URLSearchParams;
  body: string;
}

const MESSAGE = { id: 'n1', to: 'o1', subject: '回复', text: '路灯已修好 & 通电。' };

describe('accounts that citizens are written to through', () => {
  let server: Server;
  let asked: Asked[];
  let answers: { status?: number; body: object }[];
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url!, 'http://provider');
        asked.push({ path: pathname, query: searchParams, body });
        const { status = 200, body: answer } = answers.shift() ?? { status: 500, body: {} };
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const provider = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    env = {
      HOTLINE_CHANNEL_WECHAT_CITY_APP_ID: 'wx1',
      HOTLINE_CHANNEL_WECHAT_CITY_APP_SECRET: 'secret',
      HOTLINE_CHANNEL_WECHAT_CITY_API_URL: provider,
      HOTLINE_CHANNEL_WEIBO_ACCESS_TOKEN: 'token',
      HOTLINE_CHANNEL_WEIBO_API_URL: provider,
    };
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const entry = (name: string, adapter: Entry['adapter']): Entry => ({ name, adapter }) as Entry;
  const wechat = (): MessageSender => senderOf(entry('wechat-city', 'wechat'), env)!;
  const weibo = (): MessageSender => senderOf(entry('weibo', 'weibo'), env)!;
  const token = (value: string) => ({ body: { access_token: value, expires_in: 7200 } });
  const done = { body: { errcode: 0, errmsg: 'ok' } };

  it.each([
    { name: 'wechat', adapter: 'wechat' as const },
    { name: 'weibo-city', adapter: 'weibo' as const },
    { name: 'mailbox', adapter: 'mail' as const },
    { name: 'sms', adapter: 'sms' as const },
    { name: 'phone', adapter: 'cti' as const },
    { name: 'web', adapter: 'form' as const },
  ])('$name only listens where nobody gave us what its provider wants', ({ name, adapter }) => {
    expect(senderOf(entry(name, adapter), env)).toBeUndefined();
  });

  it('WeChat: a message of the customer service, by a token that is asked for once', async () => {
    answers = [token('t1'), done, done];
    const sender = wechat();
    await sender.send(MESSAGE);
    await sender.send({ ...MESSAGE, to: 'o2' });
    expect(asked.map(({ path }) => path)).toEqual([
      '/cgi-bin/stable_token',
      '/cgi-bin/message/custom/send',
      '/cgi-bin/message/custom/send',
    ]);
    expect(JSON.parse(asked[0]!.body)).toEqual({ grant_type: 'client_credential', appid: 'wx1', secret: 'secret' });
    expect(asked[1]!.query.get('access_token')).toBe('t1');
    expect(JSON.parse(asked[1]!.body)).toEqual({ touser: 'o1', msgtype: 'text', text: { content: MESSAGE.text } });
  });

  it('WeChat: a token that holds no more is asked for anew, once', async () => {
    answers = [token('t1'), { body: { errcode: 42001 } }, token('t2'), done];
    await wechat().send(MESSAGE);
    expect(asked.at(-1)!.query.get('access_token')).toBe('t2');
    answers = [token('t1'), { body: { errcode: 40001 } }, token('t2'), { body: { errcode: 40001 } }];
    await expect(wechat().send(MESSAGE)).rejects.toThrow('WeChat answered 40001');
  });

  it('Weibo: a private message', async () => {
    answers = [{ body: { result: true } }];
    await weibo().send(MESSAGE);
    expect(asked[0]!.path).toBe('/2/messages/reply.json');
    expect(Object.fromEntries(new URLSearchParams(asked[0]!.body))).toEqual({
      access_token: 'token',
      type: 'text',
      data: JSON.stringify({ text: MESSAGE.text }),
      receiver_id: 'o1',
      save_sender_box: '1',
    });
  });

  it.each([
    { why: 'WeChat: later than 48 hours after the last message', sender: wechat, answer: { body: { errcode: 45015 } } },
    { why: 'WeChat: follows no more', sender: wechat, answer: { body: { errcode: 43004 } } },
    { why: 'Weibo: no such user', sender: weibo, answer: { status: 400, body: { error_code: 20003 } } },
  ])('$why: never', async ({ sender, answer }) => {
    answers = sender === wechat ? [token('t'), answer] : [answer];
    await expect(sender().send(MESSAGE)).rejects.toBeInstanceOf(Undeliverable);
  });

  it.each([
    { why: 'WeChat is busy', sender: wechat, answer: { body: { errcode: -1 } } },
    { why: 'WeChat is down', sender: wechat, answer: { status: 502, body: {} } },
    { why: 'Weibo: too often', sender: weibo, answer: { status: 403, body: { error_code: 10023 } } },
    { why: 'Weibo is down', sender: weibo, answer: { status: 503, body: {} } },
    { why: 'Weibo did not take it', sender: weibo, answer: { body: { result: false } } },
  ])('$why: may be tried again', async ({ sender, answer }) => {
    answers = sender === wechat ? [token('t'), answer] : [answer];
    const error: unknown = await sender()
      .send(MESSAGE)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(Undeliverable);
  });
});
