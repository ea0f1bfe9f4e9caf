import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { type DemoResult, runDemo } from '../../src/demo/demo';
import { readSamples } from '../../src/demo/samples';
import type { KpiRow } from '../../src/kpi/kpi';
import { People } from '../support/people';
import { engine, gateway, type RunningApp, startApp } from '../support/system';
import { citizensOf, logsWith, tablesWith } from '../support/traces';
import { findingsOf } from '../support/verified';

jest.setTimeout(1_200_000);

const { samples } = readSamples(join(process.cwd(), 'config', 'samples', 'messages.jsonl'));

const HOUR_MS = 3_600_000;
const SECRET = 'a secret of the test';
/** Telephone calls of the month before, beside those of the cases. */
const CALLS = 60;

function demo(app: RunningApp, cases: number): Promise<DemoResult> {
  return runDemo({
    address: app.url,
    password: app.demoPassword,
    samples,
    cases,
    secrets: { phone: SECRET, sms: SECRET },
    calls: CALLS,
    concurrency: 8,
    // where the engine takes a minute and more to start again, nothing moves for that long
    patienceMs: 400_000,
    onEnd: () => undefined,
  });
}

describe('from intake to archive', () => {
  let app: RunningApp;
  let database: DataSource;
  let firstCalls: number;

  beforeAll(async () => {
    app = await startApp({
      env: { HOTLINE_CHANNEL_PHONE_SECRET: SECRET, HOTLINE_CHANNEL_SMS_SECRET: SECRET },
    });
    database = await new DataSource({ type: 'postgres', url: app.databaseUrl }).initialize();
  });

  afterAll(async () => {
    await database?.destroy();
    await app?.stop();
  });

  it('archives every sample message, whatever its plot', async () => {
    const result = await demo(app, samples.length);
    expect(result).toMatchObject({ archived: samples.length, stuck: [] });
    firstCalls = result.calls;
    expect(await findingsOf(app)).toEqual([]);
    const events: { type: string }[] = await database.query('SELECT DISTINCT type FROM case_event');
    // Each plot left its trace: answered, briefed and instructed, returned both ways, extended, pressed, redone.
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'answered',
        'briefing-issued',
        'instructed',
        'reported-to-leaders',
        'handling-order-issued',
        'unit-phoned',
        'signed-in',
        'return-granted',
        'return-rejected',
        'extension-granted',
        'supervision-recorded',
        'survey-answered',
        'urge-recorded',
        'classified-manually',
        'redo-opened',
        'archived',
      ]),
    );
  });

  it('tells of calls and text messages, which the measures count', async () => {
    const ofChannel = (channel: string): number =>
      samples.filter((sample) => (sample.channel ?? 'phone') === channel).length;
    const people = new People(app);
    const days = Array.from({ length: 30 }, (_, ago) => new Date(Date.now() + 8 * HOUR_MS - ago * 24 * HOUR_MS));
    const period = `from=${days.at(-1)!.toISOString().slice(0, 10)}&to=${days[0]!.toISOString().slice(0, 10)}`;
    const { total } = await people.get<{ total: KpiRow[] }>('oversight', `/kpi?${period}`);
    const rowOf = (name: string) => total.find(({ measure }) => measure === name)!;
    const { denominator, excluded } = rowOf('person-answered');
    expect(denominator + excluded).toBe(firstCalls);
    expect(rowOf('answered-in-time').denominator).toBeGreaterThan(ofChannel('phone'));
    expect(rowOf('sms-replied')).toMatchObject({
      numerator: ofChannel('sms'),
      denominator: ofChannel('sms'),
      met: true,
    });
    expect(await people.get('oversight', '/kpi/exclusions')).toMatchObject([{ reason: 'system-fault' }]);
  });

  it('leaves nothing of a citizen in the engine, in the gateway or in a log', async () => {
    const citizens = await citizensOf(database);
    expect(citizens.filter((text) => /^1\d{10}$/.test(text)).length).toBeGreaterThan(10);
    const { ENGINE_DATABASE_URL: engineUrl, GATEWAY_DATABASE_URL: gatewayUrl } = process.env;
    // the search finds what is there: a case's id
    const [{ id }] = await database.query<[{ id: string }]>('SELECT id FROM hotline_case LIMIT 1');
    expect((await tablesWith(engineUrl!, [id])).join()).toMatch(/act_hi_varinst/);
    expect(await tablesWith(engineUrl!, citizens)).toEqual([]);
    expect(await tablesWith(gatewayUrl!, citizens)).toEqual([]);
    expect(logsWith(citizens)).toEqual([]);
  });

  it('loses nothing and doubles nothing when app, gateway and engine are killed meanwhile', async () => {
    const running = demo(app, 24);
    for (const part of [app, gateway, engine, app]) {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      await part.kill9();
      await part.start();
    }
    const result = await running;
    expect(await whereTheyStand(database, result.stuck)).toEqual([]);
    expect(result).toMatchObject({ archived: 24 });
    expect(await findingsOf(app)).toEqual([]);
  });
});

/** The last thing that happened to cases which did not move on: says where to look when a kill lost something. */
function whereTheyStand(database: DataSource, numbers: string[]): Promise<unknown[]> {
  return database.query(
    `SELECT DISTINCT ON (c.id) c.number, c.stage, e.type, e.data FROM hotline_case c JOIN case_event e ON e.case_id = c.id
     WHERE c.number = ANY ($1) ORDER BY c.id, e.id DESC`,
    [numbers],
  );
}
