/** What a matter's heat is computed from, within a window and the one before it. */
export interface MatterActivity {
  /** Ages of the window's cases, in calendar days before now. */
  ages: readonly number[];
  /** Cases in the window before. */
  before: number;
  /** Urges (催办) on its cases within the window. */
  urges: number;
}

/** Figures of config/similarity.yaml. */
export interface HeatFigures {
  windowDays: number;
  halfLifeDays: number;
  growthWeight: number;
  supportWeight: number;
}

/** A heat with the parts that it is the product of, so that a supervisor sees why. */
export interface Heat {
  heat: number;
  /** Cases, each counting less the older it is (recency). */
  recentCases: number;
  /** 1 = as many as in the window before; more = rising. */
  growth: number;
  /** What urges add to the cases. */
  support: number;
}

/**
 * Heat of a matter: how many cases, how recent, how fast rising, how much pressed. A case counts half after
 * `halfLifeDays`; growth compares with the window before and is damped, so that a first appearance is no explosion.
 */
export function heatOf({ ages, before, urges }: MatterActivity, figures: HeatFigures): Heat {
  const recentCases = ages.reduce((sum, age) => sum + 0.5 ** (Math.max(0, age) / figures.halfLifeDays), 0);
  const growth = (ages.length + 1) / (before + 1);
  const support = figures.supportWeight * urges;
  const heat = (recentCases + support) * (1 + figures.growthWeight * Math.log2(Math.max(1, growth)) * 0.25);
  return { heat: round(heat), recentCases: round(recentCases), growth: round(growth), support: round(support) };
}

const round = (value: number): number => Math.round(value * 100) / 100;
