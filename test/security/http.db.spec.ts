import { request } from 'node:http';
import { type Api, startApi } from '../support/database';

jest.setTimeout(180_000);

const MEGABYTE = 1024 * 1024;

describe('what the HTTP server takes, and what it says of itself', () => {
  let app: Api;
  let token: string;

  beforeAll(async () => {
    app = await startApi();
    const response = await post('/auth/login', { username: 'agent', password: app.demoPassword });
    token = ((await response.json()) as { accessToken: string }).accessToken;
  });
  afterAll(() => app?.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it.each<[string, string, number]>([
    ['more than five megabytes', JSON.stringify({ content: 'x'.repeat(5 * MEGABYTE) }), 413],
    ['what is no JSON', '{"content":', 400],
    ['nothing but brackets', '['.repeat(100_000), 400],
    ['members as deep as it goes', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 400],
    [
      'a member that is nobody’s to set',
      JSON.stringify({ content: '路灯坏了', channel: 'phone', stage: 'archived' }),
      400,
    ],
    [
      'who registered it, in the name of another',
      JSON.stringify({ content: '路灯坏了', channel: 'phone', registeredBy: 'admin' }),
      400,
    ],
  ])('refuses %s with a problem document', async (_what, body, status) => {
    const response = await post('/cases', body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const text = await response.text();
    expect(text).not.toMatch(/node_modules|\bat \w+.*\.js:/);
  });

  it('takes no prototype from a body: what every object would have of it, none has', async () => {
    const body =
      '{"content":"路灯坏了","channel":"phone","__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}';
    await post('/cases', body);
    expect(Object.create(Object.prototype)).not.toHaveProperty('role');
  });

  it('refuses headers of more than sixteen kilobytes', async () => {
    const { hostname, port } = new URL(app.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ hostname, port, path: '/health/live', headers: { 'x-long': 'x'.repeat(20_000) } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(431);
  });

  it('sets no cookie and lets no other page ask: there is nothing for a forged request to ride on', async () => {
    const response = await fetch(`${app.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ username: 'agent', password: app.demoPassword }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const cookie = await fetch(`${app.url}/api/v1/auth/me`, {
      headers: { cookie: `token=${token}; access_token=${token}` },
    });
    expect(cookie.status).toBe(401);
    const address = await fetch(`${app.url}/api/v1/auth/me?access_token=${token}`);
    expect(address.status).toBe(401);
  });

  it('says which scripts and frames a page may have: its own, and none', async () => {
    const { headers } = await fetch(`${app.url}/health/live`);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'self'",
      "base-uri 'self'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
