import type { DataSource } from 'typeorm';
import type { DeploymentService, EngineClient, EngineReach } from '../engine';
import { Draining } from './draining';
import { Readiness } from './readiness';

const MIGRATIONS = [{ name: 'First' }, { name: 'Second' }];

function readiness(
  given: { reach?: EngineReach; migrated?: number; database?: () => Promise<unknown>; deployed?: boolean } = {},
) {
  const draining = new Draining();
  const query = (sql: string) =>
    sql.includes('migration')
      ? Promise.resolve([{ count: given.migrated ?? MIGRATIONS.length }])
      : (given.database ?? (() => Promise.resolve([{}])))();
  const looked = new Readiness(
    { query, migrations: MIGRATIONS } as unknown as DataSource,
    { reach: () => Promise.resolve(given.reach ?? 'engine') } as unknown as EngineClient,
    { ready: given.deployed ?? true } as DeploymentService,
    draining,
  );
  return { draining, missing: async () => missingOf(await looked.look()) };
}

const missingOf = (checks: Record<string, boolean>) =>
  Object.entries(checks).flatMap(([name, up]) => (up ? [] : [name]));

describe('ready to work', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('holds when everything is there', async () => {
    expect(await readiness().missing()).toEqual([]);
  });

  it.each<[string, Parameters<typeof readiness>[0], string[]]>([
    ['nobody answers at the gateway', { reach: 'nowhere' }, ['gateway', 'engine']],
    ['the gateway cannot reach the engine', { reach: 'api' }, ['engine']],
    ['a migration is missing', { migrated: 1 }, ['migrations']],
    ['the diagrams are not deployed', { deployed: false }, ['deployed']],
    ['the database refuses', { database: () => Promise.reject(new Error('gone')) }, ['database']],
    ['the database hangs', { database: () => new Promise(() => undefined) }, ['database']],
  ])('does not while %s', async (_what, given, missing) => {
    expect(await readiness(given).missing()).toEqual(missing);
  });

  it('does not while the disk of the data folder is full', async () => {
    process.env.HOTLINE_LEAST_FREE_MB = String(2 ** 40);
    expect(await readiness().missing()).toEqual(['disk']);
  });

  it('does not while the data folder cannot be written', async () => {
    process.env.HOTLINE_DATA = '/dev/null/data';
    expect(await readiness().missing()).toEqual(['disk']);
  });

  it('does not once the app is on its way out', async () => {
    const { draining, missing } = readiness();
    draining.begin();
    expect(await missing()).toEqual(['running']);
  });
});
