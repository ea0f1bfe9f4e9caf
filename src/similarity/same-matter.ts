import { likenessTo, type Sketch } from './sketch';

/** A case that may be about the same matter. */
export interface Candidate {
  caseId: string;
  matterId: string;
  area: string | null;
  sketch: Sketch;
}

/** A candidate with how alike it is. */
export interface Alike extends Candidate {
  likeness: number;
}

/** Figures of config/similarity.yaml. */
export interface Thresholds {
  /** From this likeness on, two cases are about the same matter. */
  same: number;
  /** From this mean likeness to the members of a matter of several cases on, a case belongs to it. */
  belongs: number;
  /** From this mean likeness to members of two matters on, a case shows that both are one. */
  joins: number;
  /** What is taken off where both cases name an area and not the same one. */
  otherArea: number;
}

/** So many of a matter's most alike members count for the mean. */
const MEMBERS = 3;

/** Ranks candidates by their likeness to a text, the most alike first. */
export function rank(
  text: { sketch: Sketch; area: string | null },
  candidates: readonly Candidate[],
  thresholds: Thresholds,
): Alike[] {
  const likeness = likenessTo(text.sketch);
  return candidates
    .map((candidate) => {
      const apart = text.area && candidate.area && text.area !== candidate.area ? thresholds.otherArea : 0;
      return { ...candidate, likeness: Math.max(0, likeness(candidate.sketch) - apart) };
    })
    .sort((one, other) => other.likeness - one.likeness || one.caseId.localeCompare(other.caseId));
}

/**
 * The matter that a new case is about, or nothing where it is a new one: that of the most alike case if it is alike
 * enough, else one of whose members several are somewhat alike (everybody tells the same matter in other words).
 */
export function matterOf(ranked: readonly Alike[], thresholds: Thresholds): string | undefined {
  const closest = ranked[0];
  if (closest && closest.likeness >= thresholds.same) return closest.matterId;
  const [best] = meanLikeness(ranked);
  return best && best.mean >= thresholds.belongs ? best.matterId : undefined;
}

/**
 * The other matters that a case of `matterId` shows to be the same one: several members of each are alike it. Two people
 * who tell a matter in wholly other words open two matters; a third who says what both say brings them together.
 */
export function bridgedBy(ranked: readonly Alike[], matterId: string, { joins }: Thresholds): string[] {
  const near = meanLikeness(ranked).filter(({ mean }) => mean >= joins);
  if (!near.some((matter) => matter.matterId === matterId)) return [];
  return near.map((matter) => matter.matterId).filter((other) => other !== matterId);
}

/** Matters of several members with the mean likeness of the most alike ones, the most alike matter first. */
function meanLikeness(ranked: readonly Alike[]): { matterId: string; mean: number }[] {
  const members = new Map<string, number[]>();
  for (const { matterId, likeness: alike } of ranked) {
    const found = members.get(matterId) ?? [];
    if (found.length < MEMBERS) members.set(matterId, [...found, alike]);
  }
  return [...members]
    .filter(([, alike]) => alike.length === MEMBERS)
    .map(([matterId, alike]) => ({ matterId, mean: alike.reduce((sum, one) => sum + one, 0) / MEMBERS }))
    .sort((one, other) => other.mean - one.mean);
}
