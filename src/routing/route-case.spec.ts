import { join } from 'node:path';
import { decide, tableOf } from '../../test/support/decision-table';
import { HotlineConfig } from '../config/hotline-config';
import { BY_PLACE, ROUTING_CASES, type RoutingCase } from './route-case.cases';
import { routeCase, type RoutingDecision } from './route-case';
import { routingRulesOf } from './rules';

const config = HotlineConfig.load(join(process.cwd(), 'config'));
const table = tableOf('routing');
const TODAY = '2026-11-25';

/** Decides a row over the shipped registry and the shipped table. */
function decisionOf(row: Omit<RoutingCase, 'why' | 'units'>): RoutingDecision {
  const facts = {
    profile: row.profile,
    category: row.category,
    caseType: row.caseType ?? 'help',
    urgency: 'normal',
    responseLevel: row.level ?? 'general',
  };
  const without = row.withoutRules ?? [];
  const rules = routingRulesOf(decide(table, facts) as unknown[]).filter(({ rule }) => !without.includes(rule));
  return routeCase({
    category: row.category,
    area: row.area,
    text: row.text ?? '',
    exclude: row.returned ?? [],
    suggested: row.suggested ?? [],
    chosenUnits: row.chosen ?? [],
    firstReceivers: row.before ?? [],
    openAssignments: row.open ?? {},
    evidence: Object.entries(row.lessons ?? {}).map(([unit, [good, bad]]) => ({ unit, for: good, against: bad })),
    today: TODAY,
    units: config.units.map((unit) => {
      const deputy = row.absent?.[unit.code];
      if (deputy === undefined) return unit;
      return { ...unit, absences: [{ from: TODAY, to: TODAY, deputy: deputy ?? undefined }] };
    }),
    areas: config.areas,
    profile: config.profile(row.profile),
    rules: row.withRules ? [...rules, ...row.withRules] : rules,
  });
}

const places = Object.entries(BY_PLACE).flatMap(([profile, byCategory]) =>
  Object.entries(byCategory).flatMap(([category, byArea]) =>
    Object.entries(byArea).map(([area, unit]) => ({ profile, category, area: area === 'none' ? null : area, unit })),
  ),
) as { profile: RoutingCase['profile']; category: string; area: string | null; unit: string }[];

describe('routing by 分级负责、归口管理、属地优先', () => {
  it.each(places)('$profile: $category in $area goes to $unit', ({ profile, category, area, unit }) => {
    expect(decisionOf({ profile, category, area })).toMatchObject({
      outcome: 'routed',
      assignments: [{ unit, role: 'lead' }],
    });
  });

  it.each(ROUTING_CASES)('$profile: $why', ({ units, outcome, negotiators, spoke, ...row }) => {
    const decision = decisionOf(row);
    expect({ outcome: decision.outcome, units: decision.assignments.map(({ unit }) => unit) }).toEqual({
      outcome: outcome ?? 'routed',
      units,
    });
    expect(decision.assignments.map(({ role }) => role)).toEqual(units.map((_, at) => (at === 0 ? 'lead' : 'co')));
    if (negotiators) expect(decision.negotiators).toEqual(negotiators);
    if (spoke) expect(decision.because.map(({ rule }) => rule)).toContain(spoke);
    expect(decision.because.length).toBeGreaterThan(0);
  });

  it('has at least 200 rows, for every profile', () => {
    expect(places.length + ROUTING_CASES.length).toBeGreaterThanOrEqual(200);
    expect([...new Set(places.map(({ profile }) => profile))].sort()).toEqual(config.profileNames);
  });

  it('says each rule of the table in some row, and no rule that i18n has no words for', () => {
    const spoken = new Set(
      ROUTING_CASES.flatMap((row) => {
        const { because, candidates } = decisionOf(row);
        return [...because, ...candidates.flatMap(({ reasons }) => reasons)].map(({ rule }) => rule);
      }),
    );
    const rules = table.rows.map(({ outputs }) => outputs[0]!.replaceAll('"', ''));
    // What is out of the area is left out without a word: the nearest area's rule says why.
    expect(rules.filter((rule) => rule !== 'elsewhere' && !spoken.has(rule as never))).toEqual([]);
  });

  it('keeps what a vertically managed body’s is with it, whatever was learned or however much it has to do', () => {
    for (const bound of [20, 10_000]) {
      const decision = decisionOf({
        profile: 'dalian',
        category: 'environment',
        area: 'qingshan',
        lessons: { 'county-environment': [500, 0], 'city-environment': [0, 500] },
        withRules: [{ rule: 'prior', points: bound, limit: 0 }],
        withoutRules: ['prior'],
      });
      expect(decision.assignments).toEqual([{ unit: 'city-environment', role: 'lead' }]);
    }
  });
});
