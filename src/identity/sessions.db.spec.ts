import { createHmac } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Api, startApi } from '../../test/support/database';
import { AccountsService } from './accounts.service';

jest.setTimeout(180_000);

const SECRET = 'a secret of this test alone, which nobody can guess';
const CHOSEN = 'Mq7-wtKv2-pRd';
const LOCK_AFTER = 10;
const ADDRESS_FAILURES = 50;

const part = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('signing in', () => {
  let app: Api;
  let accounts: AccountsService;
  let database: DataSource;

  beforeAll(async () => {
    app = await startApi({ HOTLINE_SECRET: SECRET });
    database = app.get(DataSource);
    accounts = app.get(AccountsService);
  });
  afterAll(() => app?.stop());

  const call = (path: string, options: { token?: string; body?: unknown } = {}) =>
    fetch(`${app.url}/api/v1${path}`, {
      method: options.body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  const login = (username: string, password: string) => call('/auth/login', { body: { username, password } });
  const tokenOf = async (username: string, password = app.demoPassword): Promise<string> => {
    const response = await login(username, password);
    expect(response.status).toBe(200);
    return ((await response.json()) as { accessToken: string }).accessToken;
  };
  const statusOf = async (token: string): Promise<number> => (await call('/auth/me', { token })).status;

  describe('with a token that is none of ours', () => {
    const signed = (header: object, payload: object, secret = SECRET): string => {
      const text = `${part(header)}.${part(payload)}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    const hs256 = { alg: 'HS256', typ: 'JWT' };

    it.each([
      ['without a signature (alg none)', (claims: object) => `${part({ alg: 'none' })}.${part(claims)}.`],
      ['with alg None and the signature of another', (claims: object) => signed({ alg: 'None' }, claims)],
      ['that says RS256 and is signed by HMAC', (claims: object) => signed({ alg: 'RS256' }, claims)],
      ['of a foreign secret', (claims: object) => signed(hs256, claims, 'x'.repeat(48))],
      ['of an empty secret', (claims: object) => signed(hs256, claims, '')],
      ['of another issuer', (claims: object) => signed(hs256, { ...claims, iss: 'somebody' })],
      ['for another audience', (claims: object) => signed(hs256, { ...claims, aud: 'shop' })],
      ['that is over', (claims: object) => signed(hs256, { ...claims, exp: 1_000_000_000 })],
      ["of somebody else's session", (claims: object) => signed(hs256, { ...claims, sub: 'supervisor' })],
      ['of a session that never was', (claims: object) => signed(hs256, { ...claims, jti: crypto.randomUUID() })],
      ['of no session', (claims: object) => signed(hs256, { ...claims, jti: undefined })],
      ['whose session is SQL', (claims: object) => signed(hs256, { ...claims, jti: "' OR true --" })],
      ['with a name that is a list', (claims: object) => signed(hs256, { ...claims, sub: ['agent'] })],
      ['that is none', () => 'abc'],
      ['that is empty', () => ''],
    ])('%s, nobody is let in', async (_what, forge) => {
      const [, payload = ''] = (await tokenOf('agent')).split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      // The forger is right in everything else: this one, signed rightly, is let in.
      expect(await statusOf(signed(hs256, claims))).toBe(200);
      expect(await statusOf(forge(claims))).toBe(401);
    });
  });

  it('says who it is and nothing of the session', async () => {
    const me: unknown = await (await call('/auth/me', { token: await tokenOf('agent') })).json();
    expect(me).toEqual({
      username: 'agent',
      name: expect.any(String),
      role: 'agent',
      unit: null,
      body: 'main',
      bodyUnit: 'county-platform',
    });
  });

  it('ends by signing out, and only there', async () => {
    const [here, elsewhere] = [await tokenOf('agent'), await tokenOf('agent')];
    expect((await call('/auth/logout', { token: here, body: {} })).status).toBe(204);
    expect([await statusOf(here), await statusOf(elsewhere)]).toEqual([401, 200]);
  });

  it('ends by its hour', async () => {
    const token = await tokenOf('agent');
    await database.query(`UPDATE session SET expires_at = now() - interval '1 second'`);
    expect(await statusOf(token)).toBe(401);
  });

  it('ends everywhere with a new password; a weak one is refused with the reason and changes nothing', async () => {
    const [here, elsewhere] = [await tokenOf('owner'), await tokenOf('owner')];
    const change = (current: string, next: string) => call('/auth/password', { token: here, body: { current, next } });
    expect((await change('wrong', CHOSEN)).status).toBe(401);
    const weak = await change(app.demoPassword, 'Password-2026!');
    expect(weak.status).toBe(400);
    expect(await weak.json()).toMatchObject({ errors: [{ field: 'next', code: 'easily-guessed' }] });
    expect(await statusOf(elsewhere)).toBe(200);
    expect((await change(app.demoPassword, CHOSEN)).status).toBe(204);
    expect([await statusOf(here), await statusOf(elsewhere)]).toEqual([401, 401]);
    expect((await login('owner', app.demoPassword)).status).toBe(401);
    expect(await statusOf(await tokenOf('owner', CHOSEN))).toBe(200);
  });

  it('ends when the account is shut, and opening it again does not bring the session back', async () => {
    const token = await tokenOf('media');
    await accounts.setEnabled('media', false, 'operator');
    expect(await statusOf(token)).toBe(401);
    expect((await login('media', app.demoPassword)).status).toBe(401);
    await accounts.setEnabled('media', true, 'operator');
    expect(await statusOf(token)).toBe(401);
    expect(await statusOf(await tokenOf('media'))).toBe(200);
  });

  it('begins for a new account with the password that it was given first', async () => {
    const newcomer = { username: 'newcomer', name: '新同事', role: 'agent', body: 'main' } as const;
    const first = await accounts.add(newcomer, 'operator');
    expect(await statusOf(await tokenOf('newcomer', first))).toBe(200);
    await expect(accounts.add(newcomer, 'operator')).rejects.toMatchObject({ code: 'account-exists' });
    const second = await accounts.resetPassword('newcomer', 'operator');
    expect((await login('newcomer', first)).status).toBe(401);
    expect(await statusOf(await tokenOf('newcomer', second))).toBe(200);
    await expect(accounts.resetPassword('nobody', 'operator')).rejects.toMatchObject({ code: 'not-found' });
    const trail: { action: string }[] = await database.query(
      `SELECT action FROM audit_entry WHERE subject_id = 'newcomer' AND actor = 'operator' ORDER BY id`,
    );
    expect(trail.map(({ action }) => action)).toEqual(['account.add', 'password.reset']);
  });

  it.each([
    ['a name with a space', { username: 'new comer' }, 'username'],
    ['no name', { name: ' ' }, 'name'],
    ['a role that is none', { role: 'king' as never }, 'role'],
    ['a handler of no unit', { role: 'handler' as const }, 'unit'],
    ['a unit that is none', { unit: 'no-such-unit' }, 'unit'],
    ['a body that is none', { body: 'no-such-body' }, 'body'],
  ])('is for no account with %s', async (_what, wrong, field) => {
    const account = { username: 'never-made', name: '新同事', role: 'agent' as const, body: 'main', ...wrong };
    await expect(accounts.add(account, 'operator')).rejects.toMatchObject({ extra: { errors: [{ field }] } });
    expect(await database.query(`SELECT 1 FROM account WHERE username = 'never-made'`)).toEqual([]);
  });

  it('is shut for a while after too many wrong passwords in a row, for the right one as well', async () => {
    const token = await tokenOf('handler');
    for (let wrong = 0; wrong < LOCK_AFTER - 1; wrong++) await login('handler', 'wrong');
    expect((await login('handler', app.demoPassword)).status).toBe(200);
    for (let wrong = 0; wrong < LOCK_AFTER; wrong++) await login('handler', 'wrong');
    expect((await login('handler', app.demoPassword)).status).toBe(401);
    // Who is signed in is not thrown out by whoever guesses.
    expect(await statusOf(token)).toBe(200);
    await database.query(`UPDATE account SET locked_until = now() - interval '1 second' WHERE username = 'handler'`);
    expect((await login('handler', app.demoPassword)).status).toBe(200);
  });

  it('is not listened to any more from an address that guesses names and passwords', async () => {
    let status = 0;
    for (let guess = 0; guess <= ADDRESS_FAILURES && status !== 429; guess++) {
      ({ status } = await login(`somebody-${guess}`, 'wrong'));
    }
    expect(status).toBe(429);
    const refused = await login('agent', app.demoPassword);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      429,
      expect.stringContaining('application/problem+json'),
    ]);
  });
});
