import type { Unit } from '../config/schema';
import { around } from './areas';
import { homeOf } from './candidates';
import { priorPoints } from './prior';
import type { RoutingInput } from './routing-input';
import type { RoutingReason, RulesInForce } from './rules';

/** A candidate with its points and the rules that gave or took them. */
export interface Ranked {
  unit: string;
  points: number;
  reasons: RoutingReason[];
}

/** The candidates by points, the highest first; of equal ones the one that the registry names first. */
export function rank(candidates: readonly Unit[], input: RoutingInput, rules: RulesInForce): Ranked[] {
  return candidates
    .map((unit) => {
      const reasons = POINTS.flatMap((give) => give(unit, input, rules) ?? []);
      const points = reasons.reduce((sum, { params }) => sum + (params?.points as number), 0);
      return { unit: unit.code, points: Math.round(points * 10) / 10, reasons };
    })
    .sort((one, other) => other.points - one.points);
}

type Give = (unit: Unit, input: RoutingInput, rules: RulesInForce) => RoutingReason | undefined;

const reason = (rule: RoutingReason['rule'], unit: Unit, params: Record<string, unknown>): RoutingReason => ({
  rule,
  units: [unit.code],
  params,
});

const POINTS: Give[] = [
  /** 属地优先: full points in the case's area, less with each area further out. */
  (unit, input, rules) => {
    const row = rules.get('local-first');
    if (!row || unit.subPlatform) return undefined;
    const distance = around(homeOf(input), input.areas).findIndex((area) => unit.areas.includes(area));
    if (distance < 0) return undefined;
    const points = Math.max((row.points ?? 0) - distance * (row.limit ?? 0), 0);
    const area = around(homeOf(input), input.areas)[distance];
    return reason(distance === 0 ? 'local-first' : 'parent-area', unit, { area, points });
  },
  (unit, _input, rules) => {
    const row = rules.get('sub-platform');
    return row && unit.subPlatform ? reason('sub-platform', unit, { points: row.points ?? 0 }) : undefined;
  },
  (unit, _input, rules) => {
    const row = rules.get('everywhere');
    return row && unit.areas.length === 0 ? reason('everywhere', unit, { points: row.points ?? 0 }) : undefined;
  },
  /** 分级负责: the body's tiers in their order. */
  (unit, input, rules) => {
    const row = rules.get('tier');
    const at = input.profile.routing.tiers.indexOf(unit.tier);
    if (!row || at < 0) return undefined;
    const points = Math.max((row.points ?? 0) - at * (row.limit ?? 0), 0);
    return points > 0 ? reason('tier', unit, { tier: unit.tier, points }) : undefined;
  },
  (unit, input, rules) => {
    const row = rules.get('suggested');
    return row && input.suggested.includes(unit.code)
      ? reason('suggested', unit, { points: row.points ?? 0 })
      : undefined;
  },
  (unit, input, rules) => {
    const row = rules.get('overloaded');
    const open = input.openAssignments[unit.code] ?? 0;
    if (!row || !unit.capacity || open * 100 < unit.capacity * (row.limit ?? 100)) return undefined;
    return reason('overloaded', unit, { open, capacity: unit.capacity, points: row.points ?? 0 });
  },
  (unit, input, rules) => {
    const row = rules.get('prior');
    const evidence = input.evidence.find((one) => one.unit === unit.code);
    if (!row || !evidence) return undefined;
    const points = priorPoints(evidence, row.points ?? 0, row.limit ?? 0);
    return points === 0 ? undefined : reason('prior', unit, { for: evidence.for, against: evidence.against, points });
  },
];
