import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, databaseAddressOf, secretInUse } from './running-system';

describe('where the system answers', () => {
  const before = { ...process.env };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hotline-'));
    process.env = { ...before, HOTLINE_DATA: folder };
    delete process.env.HOTLINE_PORT;
    delete process.env.GATEWAY_PORT;
    delete process.env.HOTLINE_PG_PORT;
    delete process.env.HOTLINE_DEMO_PASSWORD;
  });
  afterEach(() => {
    process.env = before;
    rmSync(folder, { recursive: true });
  });
  const note = (text: string) => writeFileSync(join(folder, 'run.json'), text);
  const run = JSON.stringify({ urls: { app: 'http://127.0.0.1:4711', gateway: 'http://127.0.0.1:4712' } });

  it.each([
    { what: 'what npm start noted', noted: run, app: 'http://127.0.0.1:4711', gateway: 'http://127.0.0.1:4712' },
    {
      what: 'a port of the environment before that',
      noted: run,
      port: '5000',
      app: 'http://127.0.0.1:5000',
      gateway: 'http://127.0.0.1:4712',
    },
    { what: 'the usual ports', app: 'http://127.0.0.1:3000', gateway: 'http://127.0.0.1:8088' },
    { what: 'the usual ports', noted: '{"pid": 1', app: 'http://127.0.0.1:3000', gateway: 'http://127.0.0.1:8088' },
  ])('$what: $app', ({ noted, port, app, gateway }) => {
    if (noted) note(noted);
    if (port) process.env.HOTLINE_PORT = port;
    expect([addressOf('app'), addressOf('gateway')]).toEqual([app, gateway]);
  });

  it.each([
    { what: 'what npm start noted', noted: '{"ports": {"postgres": 4713}}', at: '4713' },
    { what: 'the environment before that', noted: '{"ports": {"postgres": 4713}}', port: '5432', at: '5432' },
    { what: 'the usual port', noted: run, at: '15432' },
  ])('the database: $what', ({ noted, port, at }) => {
    note(noted);
    if (port) process.env.HOTLINE_PG_PORT = port;
    expect(databaseAddressOf('hotline', 'a/b')).toBe(`postgresql://hotline:a%2Fb@127.0.0.1:${at}/hotline`);
  });

  const generated = () => writeFileSync(join(folder, 'secrets.json'), '{"demoPassword": "generated"}');

  it.each([
    { what: 'the environment first', told: 'told', noted: '{"inUse": {"demoPassword": "noted"}}', is: 'told' },
    {
      what: 'what npm start was told, in a terminal that was not',
      noted: '{"inUse": {"demoPassword": "noted"}}',
      is: 'noted',
    },
    { what: 'what was generated', noted: run, is: 'generated' },
  ])('the password of the demo accounts: $what', ({ told, noted, is }) => {
    generated();
    note(noted);
    if (told) process.env.HOTLINE_DEMO_PASSWORD = told;
    expect(secretInUse('demoPassword')).toBe(is);
  });

  it('the password of the demo accounts is not known where nothing was started', () => {
    expect(secretInUse('demoPassword')).toBeUndefined();
  });
});
