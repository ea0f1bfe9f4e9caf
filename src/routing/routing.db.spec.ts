import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { randomUUID } from 'node:crypto';
import { freshDatabase } from '../../test/support/fresh-database';
import { decide, tableOf } from '../../test/support/decision-table';
import { FixedClock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import type { EngineClient } from '../engine';
import { UnitsService } from '../units/units.service';
import { RoutingReportService } from './routing-report.service';
import { type Routable, RoutingService } from './routing.service';

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const NOW = new Date('2026-11-25T02:00:00Z');
const YEAR_AGO = new Date('2025-11-24T02:00:00Z');
const LITTER: Routable = {
  body: 'main',
  profile: 'county',
  category: 'civilised-city',
  caseType: 'help',
  urgency: 'normal',
  responseLevel: 'general',
  area: 'chengguan',
  text: '垃圾没人清理',
};
/** The table as it is in the files, instead of an engine. */
const engine = {
  evaluateDecision: (id: string, facts: Record<string, unknown>) => Promise.resolve(decide(tableOf(id), facts)),
} as unknown as EngineClient;

describe('what routing learns, in PostgreSQL', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  const at = (now: Date, ofConfig = config): RoutingService =>
    new RoutingService(dataSource, new FixedClock(now), ofConfig, new UnitsService(ofConfig), engine);
  const leadOf = async (found: Routable): Promise<string | undefined> => {
    const routing = at(NOW);
    return (await routing.decide(found, await routing.rulesFor(found))).assignments[0]?.unit;
  };
  const priorOf = async (routing: RoutingService) => {
    const { candidates } = await routing.decide(LITTER, await routing.rulesFor(LITTER));
    return candidates[0]!.reasons.find(({ rule }) => rule === 'prior')?.params;
  };

  beforeAll(async () => {
    ({ dataSource, drop } = await freshDatabase());
  });
  afterAll(() => drop?.());

  async function aCase(): Promise<string> {
    const id = randomUUID();
    await dataSource.query('INSERT INTO citizen (id, created_at) VALUES ($1, $2)', [id, NOW]);
    await dataSource.query(
      `INSERT INTO hotline_case (id, number, query_code, profile, channel, content, received_at, registered_at,
         registered_by, citizen_id, stage) VALUES ($1, $3, 'X', 'county', 'phone', 'x', $2, $2, 'agent', $1, 'handling')`,
      [id, NOW, id],
    );
    return id;
  }

  const correct = async (now: Date, area: string | null, key: string = randomUUID()): Promise<void> => {
    const lesson = { kind: 'correction' as const, caseId: await aCase(), of: { ...LITTER, area }, actor: 'agent', key };
    await dataSource.transaction((manager) =>
      at(now).learn(manager, {
        ...lesson,
        fromUnit: 'chengguan-town',
        toUnit: 'county-management',
        rules: ['local-first'],
      }),
    );
  };

  it('forgets after a year, counts a repeat once, and other areas a quarter', async () => {
    for (let times = 0; times < 20; times += 1) await correct(YEAR_AGO, 'chengguan');
    for (let times = 0; times < 20; times += 1) await correct(NOW, 'chengguan', 'the same happening');
    await correct(NOW, 'heping');
    expect(await leadOf(LITTER)).toBe('chengguan-town');
    expect(await priorOf(at(NOW))).toMatchObject({ for: 0, against: 1.25 });
  });

  it('remembers as long, and counts other areas as much, as the profile says', async () => {
    const changed = Object.create(config, {
      profileOf: {
        value: (...of: Parameters<HotlineConfig['profileOf']>) => {
          const profile = config.profileOf(...of);
          return { ...profile, routing: { ...profile.routing, lessonDays: 400, lessonsElsewhere: 0.5 } };
        },
      },
    }) as HotlineConfig;
    // so much speaks for the other unit now that it comes first
    expect(await priorOf(at(NOW, changed))).toMatchObject({ for: 21.5, against: 0 });
  });

  it('proposes the other unit when it was corrected often enough, and says what of it came back', async () => {
    await correct(NOW, 'chengguan');
    await correct(NOW, 'chengguan');
    await correct(NOW, 'chengguan');
    expect(await leadOf(LITTER)).toBe('county-management');
    expect(await leadOf({ ...LITTER, profile: 'city' })).toBe('chengguan-town');
    expect(await leadOf({ ...LITTER, category: 'rural-reform' })).toBe('chengguan-town');
    const report = await new RoutingReportService(dataSource).of(
      'main',
      new Date(NOW.getTime() - 1),
      new Date(NOW.getTime() + 1),
    );
    expect(report.byRule).toEqual([
      { rule: 'local-first', assignments: 0, returned: 0, rejected: 0, corrected: 5, rate: null },
    ]);
    expect(report.byUnit).toMatchObject([{ unit: 'chengguan-town', corrected: 5 }]);
  });

  it('counts open assignments against the capacity that the registry gives', async () => {
    const found = { ...LITTER, category: 'civilised-city', area: 'chengguan', profile: 'city' };
    expect(await leadOf(found)).toBe('chengguan-town');
    for (let open = 0; open < 60; open += 1) {
      await dataSource.query(
        `INSERT INTO assignment (id, case_id, round, unit, role, status, routed_at)
         VALUES ($1, $2, 1, 'chengguan-town', 'lead', 'signed-in', $3)`,
        [randomUUID(), await aCase(), NOW],
      );
    }
    const { candidates } = await at(NOW).decide(found, await at(NOW).rulesFor(found));
    expect(candidates[0]!.unit).toBe('county-management');
  });
});
