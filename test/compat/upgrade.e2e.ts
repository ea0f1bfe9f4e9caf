import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DemoClient } from '../../src/demo/client';
import { playCase } from '../../src/demo/demo';
import { type RunningApp, startApp } from '../support/system';
import { findingsOf } from '../support/verified';

jest.setTimeout(900_000);

/** What the people of test/compat/make.sh sign in with. */
const PASSWORD = 'compat-0000';
const PATIENCE_MS = 240_000;

/** Each folder is what an earlier commit wrote: its databases, with cases in flight, and its files. */
const earlier = readdirSync(__dirname).filter((name) => statSync(join(__dirname, name)).isDirectory());

describe.each(earlier)('data of an earlier release: %s', (name) => {
  let app: RunningApp;
  let database: DataSource;

  beforeAll(async () => {
    app = await startApp({ from: join(__dirname, name), env: { HOTLINE_DEMO_PASSWORD: PASSWORD } });
    database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
  });

  afterAll(async () => {
    await database?.destroy();
    await app?.stop();
  });

  it('is found whole by the checker', async () => {
    expect(await findingsOf(app)).toEqual([]);
  });

  it('belongs to the main body, which there was alone', async () => {
    for (const table of ['hotline_case', 'assignment']) {
      const rows: { body: string }[] = await database.query(`SELECT DISTINCT body FROM ${table}`);
      expect(rows).toEqual([{ body: 'main' }]);
    }
  });

  it('goes on: every case in flight comes to its archive', async () => {
    const open: { id: string; number: string }[] = await database.query(
      `SELECT id, number FROM hotline_case WHERE stage <> 'archived' ORDER BY number`,
    );
    expect(open.length).toBeGreaterThan(10);
    const people = new DemoClient(app.url, PASSWORD);
    const stuck = await Promise.all(
      open.map(async ({ id, number }) => {
        const memory = { plot: 'plain' as const, revisits: 0, bySurvey: false };
        const end = await playCase(people, { id, number, queryCode: '' }, memory, { tasks: 0 }, PATIENCE_MS);
        return end ? [] : [number];
      }),
    );
    expect(stuck.flat()).toEqual([]);
    expect(await findingsOf(app)).toEqual([]);
  });
});
