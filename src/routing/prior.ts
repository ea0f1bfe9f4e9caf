/** What agents and returns have taught about one unit, for matters of this kind (case counts, nearer ones count more). */
export interface Evidence {
  unit: string;
  /** Cases that were given to the unit instead of the one the rules had proposed. */
  for: number;
  /** Cases that were taken from it: corrected by an agent, or validly returned. */
  against: number;
}

/**
 * Points that experience adds or takes: `bound * (for - against) / (for + against + discount)`. It never reaches the bound,
 * and a single case says little. Points never change a binding rule (垂直管理, D6 第三条), whatever the bound.
 */
export function priorPoints(evidence: Pick<Evidence, 'for' | 'against'>, bound: number, discount: number): number {
  const cases = evidence.for + evidence.against;
  if (cases <= 0) return 0;
  const points = (bound * (evidence.for - evidence.against)) / (cases + Math.max(discount, 0));
  return Math.round(points * 10) / 10;
}
