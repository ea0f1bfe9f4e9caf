import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderRequest } from '../../src/channels/channel-adapter';
import { HotlineConfig } from '../../src/config/hotline-config';
import { INBOUND_CHANNELS, readChannels, sharedWith } from '../../src/channels/channels-config';
import { ADAPTERS } from '../../src/channels/adapters';
import { type AdapterSample, keepsTheContract } from './adapter-contract';
import { hmacOf, sortedSha1 } from '../../src/channels/adapters/signatures';

const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));

const byHmac = (body: string, sentAt: Date, secret: string): ProviderRequest => {
  const raw = Buffer.from(body);
  const timestamp = seconds(sentAt);
  const headers = {
    'x-hotline-timestamp': timestamp,
    'x-hotline-signature': `sha256=${hmacOf(secret, timestamp, raw)}`,
  };
  return { method: 'POST', headers, query: {}, raw };
};
const bySha1 = (body: string, sentAt: Date, secret: string): ProviderRequest => {
  const timestamp = seconds(sentAt);
  const query = { timestamp, nonce: '4711', signature: sortedSha1(secret, timestamp, '4711') };
  return { method: 'POST', headers: {}, query, raw: Buffer.from(body) };
};
const json = (value: object): string => JSON.stringify(value);

const hmacSample = (
  name: keyof typeof ADAPTERS,
  body: string,
  expected: AdapterSample['expected'],
  unreadable: string[],
): AdapterSample => ({
  name,
  adapter: ADAPTERS[name],
  request: (sentAt, secret) => byHmac(body, sentAt, secret),
  tampered: (sentAt, secret) => ({ ...byHmac(body, sentAt, secret), raw: Buffer.from(`${body} `) }),
  withBody: byHmac,
  unreadable,
  expected,
});
const sha1Sample = (
  name: keyof typeof ADAPTERS,
  body: string,
  expected: AdapterSample['expected'],
  unreadable: string[],
): AdapterSample => ({
  name,
  adapter: ADAPTERS[name],
  request: (sentAt, secret) => bySha1(body, sentAt, secret),
  tampered: (sentAt, secret) => {
    const request = bySha1(body, sentAt, secret);
    return { ...request, query: { ...request.query, nonce: '4712' } };
  },
  withBody: bySha1,
  unreadable,
  expected,
});

const wechat = (parts: string): string =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[openid]]></FromUserName>${parts}</xml>`;
const wechatText = wechat(
  '<CreateTime>1772416800</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[路灯坏了 & 没人修]]></Content><MsgId>22</MsgId>',
);
const mail = [
  'From: =?utf-8?B?5byg5LiJ?= <zhang@example.org>',
  'To: mayor@example.org',
  'Subject: =?utf-8?B?6Lev54Gv5Z2P5LqG?=',
  'Message-ID: <1@example.org>',
  'Date: Mon, 02 Mar 2026 09:00:00 +0800',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '和平路的路灯坏了。',
].join('\r\n');

const samples: AdapterSample[] = [
  hmacSample(
    'cti',
    json({ eventId: 'e1', callId: 'c1', event: 'answered', at: '2026-03-02T10:00:00+08:00', agent: '8001' }),
    { kind: 'call', messageId: 'e1', callId: 'c1', event: 'answered', agent: '8001' },
    [
      'no json',
      json({ eventId: 'e1', callId: 'c1', event: 'dreamed of', at: '2026-03-02T10:00:00+08:00' }),
      json({ eventId: 'e1' }),
    ],
  ),
  hmacSample(
    'sms',
    json({ messageId: 'm1', from: '13800000001', text: '路灯坏了\u0007' }),
    { kind: 'text', messageId: 'm1', sender: '13800000001', content: '路灯坏了', citizen: { phone: '13800000001' } },
    [
      '',
      json({ messageId: 'm1', from: 'nobody', text: 'x' }),
      json({ messageId: 'm1', from: '13800000001', text: ' ' }),
    ],
  ),
  hmacSample(
    'form',
    json({
      messageId: 'f1',
      title: '路灯',
      content: '和平路的路灯坏了',
      citizen: { name: '张三', phone: '13800000001' },
    }),
    { kind: 'text', messageId: 'f1', title: '路灯', content: '和平路的路灯坏了', sender: '13800000001' },
    ['[]', json({ messageId: 'f1' }), json({ messageId: '', content: 'x' })],
  ),
  hmacSample(
    'mail',
    mail,
    {
      kind: 'text',
      messageId: '<1@example.org>',
      sender: 'zhang@example.org',
      title: '路灯坏了',
      content: '和平路的路灯坏了。',
      citizen: { name: '张三' },
    },
    ['', 'Subject: no sender\r\n\r\ntext'],
  ),
  sha1Sample('wechat', wechatText, { kind: 'text', messageId: '22', sender: 'openid', content: '路灯坏了 & 没人修' }, [
    '<xml><MsgType>text</MsgType></xml>',
    '<xml>',
    'no xml',
    wechat('<MsgType>text</MsgType><Content> </Content><MsgId>1</MsgId>'),
  ]),
  sha1Sample(
    'weibo',
    json({
      type: 'text',
      receiver_id: 1,
      sender_id: 2,
      created_at: 'Mon Mar 02 10:00:00 +0800 2026',
      text: '路灯坏了',
    }),
    { kind: 'text', sender: '2', content: '路灯坏了' },
    ['no json', json({ type: 'text' }), json({ type: 'text', sender_id: 2, created_at: 'never' })],
  ),
];

describe('channels (D3 第二条)', () => {
  it('every adapter has a sample that keeps the contract', () => {
    expect(samples.map(({ name }) => name).sort()).toEqual(Object.keys(ADAPTERS).sort());
  });

  for (const sample of samples) keepsTheContract(sample);

  it.each(['wechat', 'weibo'] as const)(
    '%s: a signed GET is greeted with its echostr, an unsigned one is not',
    (name) => {
      const now = new Date('2026-03-02T10:00:00+08:00');
      const terms = { secret: 's', replayMs: 300_000 };
      const request = bySha1('', now, 's');
      const get = { ...request, method: 'GET' as const, query: { ...request.query, echostr: 'hello' } };
      expect(ADAPTERS[name].accept(get, terms, now)).toEqual({ kind: 'greeting', answer: 'hello' });
      expect(() => ADAPTERS[name].accept({ ...get, query: { echostr: 'hello' } }, terms, now)).toThrow();
    },
  );

  it('wechat: an entity is never expanded, and a picture or an event makes no case', () => {
    const now = new Date('2026-03-02T10:00:00+08:00');
    const terms = { secret: 's', replayMs: 300_000 };
    const evil = `<!DOCTYPE x [<!ENTITY a "boom">]>${wechatText.replace('路灯坏了', '&a;')}`;
    expect(JSON.stringify(tryTo(() => ADAPTERS.wechat.accept(bySha1(evil, now, 's'), terms, now)))).not.toContain(
      'boom',
    );
    const picture = wechat('<MsgType><![CDATA[image]]></MsgType><MsgId>23</MsgId>');
    expect(ADAPTERS.wechat.accept(bySha1(picture, now, 's'), terms, now)).toEqual({
      kind: 'greeting',
      answer: 'success',
    });
  });

  it.each([
    ['an absence note', 'Auto-Submitted: auto-replied'],
    ['a mailing list', 'Precedence: bulk'],
    ['a mail that came back', 'From: MAILER-DAEMON@mx.example.org'],
  ])('mail: %s makes no case and is not answered', async (_what, header) => {
    const now = new Date('2026-03-02T10:00:00+08:00');
    const terms = { secret: 's', replayMs: 300_000 };
    const other = header.startsWith('From:') ? mail.replace(/^From:.*$/m, header) : `${header}\r\n${mail}`;
    expect(await ADAPTERS.mail.accept(byHmac(other, now, 's'), terms, now)).toMatchObject({ kind: 'greeting' });
    const person = await ADAPTERS.mail.accept(byHmac(`Auto-Submitted: no\r\n${mail}`, now, 's'), terms, now);
    expect(person).toMatchObject({ kind: 'text' });
  });

  it('config/channels.yaml opens every channel of D3 but the letter, each with its adapter', () => {
    const folder = join(process.cwd(), 'config');
    const entries = [...readChannels(folder, HotlineConfig.load(folder)).values()];
    expect([...new Set(entries.map(({ channel }) => channel))].sort()).toEqual([...INBOUND_CHANNELS].sort());
  });

  it.each([
    ['a body that there is not', 'body: city', 'body: town', /sms-city\.body: there is no "town"/],
    ['a name that says no channel', 'channel: sms, ', '', /sms-city\.channel: must be one of/],
    ['a profile that there is not', 'body: city', 'body: city, profile: moon', /sms-city\.profile: there is no "moon"/],
  ])('config/channels.yaml with %s is refused with its key', (_what, from, to, finding) => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-channels-'));
    const yaml = `channels:\n  sms-city: { channel: sms, body: city, adapter: sms, replaySeconds: 300 }\n`;
    writeFileSync(join(folder, 'channels.yaml'), yaml.replace(from, to));
    const config = HotlineConfig.load(join(process.cwd(), 'config'));
    expect(() => readChannels(folder, config)).toThrow(finding);
    rmSync(folder, { recursive: true });
  });

  describe('a WeChat account in safe mode, by the sample that its provider published', () => {
    const token = 'spamtest';
    const now = new Date(1409735669000);
    const terms = { secret: token, replayMs: 300_000, aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
    const encrypted =
      'hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5G' +
      'IItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMe' +
      'zR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl' +
      '9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=';
    const request = (
      body = `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
      query: Record<string, string> = {},
    ): ProviderRequest => ({
      method: 'POST',
      headers: {},
      query: {
        timestamp: '1409735669',
        nonce: '1320562132',
        signature: sortedSha1(token, '1409735669', '1320562132'),
        msg_signature: '5d197aaffba7e9b25a30732f161a50dee96bd5fa',
        ...query,
      },
      raw: Buffer.from(body),
    });
    const codeOf = (given: ProviderRequest, more = {}) => {
      try {
        void ADAPTERS.wechat.accept(given, { ...terms, ...more }, now);
        return 'accepted';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    const signed = (text: string) =>
      request(`<xml><Encrypt>${text}</Encrypt></xml>`, {
        msg_signature: sortedSha1(token, '1409735669', '1320562132', text),
      });

    it('is opened with the key of the account', () => {
      expect(ADAPTERS.wechat.accept(request(), terms, now)).toMatchObject({
        kind: 'text',
        messageId: '6054768590064713728',
        sender: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs',
        content: 'abcdteT',
      });
    });

    it.each([
      ['a signature of something else', request(undefined, { msg_signature: '0'.repeat(40) }), {}, 'signature-invalid'],
      ['a message in the clear', request(wechatText), {}, 'signature-invalid'],
      ['what is signed and no cipher text', signed('bm90aGluZw=='), {}, 'validation-failed'],
      ['another key', request(), { aesKey: 'B'.repeat(43) }, 'validation-failed'],
    ])('refuses %s', (_what, given, more, code) => {
      expect(codeOf(given, more)).toBe(code);
    });
  });

  it('a channel without a secret is closed; each entry has its own', () => {
    const city = { name: 'sms-city' };
    expect(sharedWith({ name: 'sms' }, 'SECRET', {})).toBeUndefined();
    expect(sharedWith({ name: 'sms' }, 'SECRET', { HOTLINE_CHANNEL_SMS_SECRET: '' })).toBeUndefined();
    expect(sharedWith({ name: 'sms' }, 'SECRET', { HOTLINE_CHANNEL_SMS_SECRET: 's' })).toBe('s');
    expect(sharedWith(city, 'SECRET', { HOTLINE_CHANNEL_SMS_SECRET: 's' })).toBeUndefined();
    expect(sharedWith(city, 'AES_KEY', { HOTLINE_CHANNEL_SMS_CITY_AES_KEY: 'k' })).toBe('k');
  });
});

function tryTo(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as Error).message;
  }
}
