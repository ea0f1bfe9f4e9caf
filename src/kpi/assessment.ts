import type { KpiTargets } from './kpi-config';

/** What a unit did in a period, counted. */
export interface UnitCounts {
  unit: string;
  /** Assignments whose handling fell due or was done in the period, and those of them that were done in time. */
  due: number;
  onTime: number;
  /** Assignments whose sign-in fell due or was done, and those that were signed in to in time. */
  signInDue: number;
  signedInOnTime: number;
  /** Handling orders received, and returns that the unit applied for. */
  issued: number;
  returned: number;
  /** Citizens who said how satisfied they were, those who were, and cases that had to be handled again. */
  surveyed: number;
  satisfied: number;
  redone: number;
}

/** The weights of the assessment, as config/kpi.yaml gives them. */
export type AssessmentWeights = KpiTargets['assessment'];

/** A unit's place in the assessment. */
export interface UnitAssessment {
  rank: number;
  unit: string;
  /** 0 to 100; null when the unit had nothing that could be measured. */
  score: number | null;
  onTimeRate: number | null;
  signInRate: number | null;
  returnRate: number | null;
  satisfactionRate: number | null;
  redoRate: number | null;
  counts: UnitCounts;
}

/**
 * The assessment of units (考核, D3 第八条): a weighted mean of on-time, sign-in and satisfaction rate and of what is missing
 * to all in return and redo rate. A rate that has nothing to measure takes no part, and the others keep their proportions.
 * Equal scores share a rank, and the next one is as many places lower (1, 2, 2, 4).
 */
export function assess(units: UnitCounts[], weights: AssessmentWeights): UnitAssessment[] {
  const assessed = units.map((counts) => {
    const rates = {
      onTimeRate: share(counts.onTime, counts.due),
      signInRate: share(counts.signedInOnTime, counts.signInDue),
      returnRate: share(counts.returned, counts.issued),
      satisfactionRate: share(counts.satisfied, counts.surveyed),
      redoRate: share(counts.redone, counts.surveyed),
    };
    const parts: [rate: number | null, weight: number][] = [
      [rates.onTimeRate, weights.onTime],
      [rates.signInRate, weights.signIn],
      [inverse(rates.returnRate), weights.returns],
      [rates.satisfactionRate, weights.satisfaction],
      [inverse(rates.redoRate), weights.redo],
    ];
    return { unit: counts.unit, score: scoreOf(parts), ...rates, counts };
  });
  const sorted = assessed.sort(
    (one, other) => (other.score ?? -1) - (one.score ?? -1) || one.unit.localeCompare(other.unit),
  );
  return sorted.map((one) => ({ rank: 1 + sorted.filter(({ score }) => isAbove(score, one.score)).length, ...one }));
}

function scoreOf(parts: [rate: number | null, weight: number][]): number | null {
  const measured = parts.filter((part): part is [number, number] => part[0] !== null && part[1] > 0);
  const weight = measured.reduce((sum, [, one]) => sum + one, 0);
  if (weight === 0) return null;
  const score = (measured.reduce((sum, [rate, one]) => sum + rate * one, 0) / weight) * 100;
  return Math.round(score * 100) / 100;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function inverse(rate: number | null): number | null {
  return rate === null ? null : 1 - Math.min(rate, 1);
}

function isAbove(one: number | null, other: number | null): boolean {
  return (one ?? -1) > (other ?? -1);
}
