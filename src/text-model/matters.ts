import { sameTextKey } from './normalise';

/** One text to learn from, and the matter it is about: no matter is on both sides of a measurement. */
export interface Example {
  text: string;
  label: string;
  matter: number;
}

/** A message whose two texts are both examples. */
export interface Pair {
  title: number;
  content: number;
}

export interface Matters {
  examples: Example[];
  pairs: Pair[];
  /** Texts that stood there already. */
  duplicates: number;
  /** Texts that stood there with different labels: the more frequent one counts, the first where they are even. */
  disputed: number;
}

/** How much of a title (of its pairs of characters, rare ones weighing more) a body must contain to be of its matter. */
const SAME_MATTER = 0.25;
/** Pairs of characters in so many bodies tell nothing, and cost time. */
const COMMON = 800;
/** A text up to this length is read like a title. */
export const LONGEST_SHORT = 60;

/**
 * Deduplicates texts and finds which belong to one matter: those of one row, and a title alone with the body alone that
 * it most likely heads. Without that, a body in training would tell its title in the test, and every measure be too good.
 */
export function mattersOf(rows: readonly { title?: string; content?: string; label: string }[]): Matters {
  const found = new Map<string, { text: string; labels: Map<string, number>; index: number }>();
  const sets = new DisjointSets();
  const pairs = new Map<string, Pair>();
  let duplicates = 0;
  const add = (text: string, label: string): number => {
    const key = sameTextKey(text) || text.trim();
    const there = found.get(key);
    if (there) {
      duplicates += 1;
      there.labels.set(label, (there.labels.get(label) ?? 0) + 1);
      return there.index;
    }
    const index = sets.add();
    found.set(key, { text, labels: new Map([[label, 1]]), index });
    return index;
  };
  const paired = new Set<number>();
  for (const { title, content, label } of rows) {
    const titleAt = title === undefined ? undefined : add(title, label);
    const contentAt = content === undefined ? undefined : add(content, label);
    if (titleAt === undefined || contentAt === undefined || titleAt === contentAt) continue;
    sets.join(titleAt, contentAt);
    pairs.set(`${titleAt} ${contentAt}`, { title: titleAt, content: contentAt });
    paired.add(titleAt).add(contentAt);
  }
  const texts = [...found.values()];
  for (const [title, content] of likelyHeads(
    texts.map(({ text }) => text),
    paired,
  ))
    sets.join(title, content);
  return {
    examples: texts.map(({ text, labels, index }) => ({ text, label: mostFrequent(labels), matter: sets.of(index) })),
    pairs: [...pairs.values()],
    duplicates,
    disputed: texts.filter(({ labels }) => labels.size > 1).length,
  };
}

function mostFrequent(labels: Map<string, number>): string {
  return [...labels].reduce((one, other) => (other[1] > one[1] ? other : one))[0];
}

/** For each short text the long one that contains most of it, if it contains enough; texts of a pair are left alone. */
function likelyHeads(texts: readonly string[], paired: ReadonlySet<number>): [number, number][] {
  const alone = texts.map((text, index) => ({ text, index })).filter(({ index }) => !paired.has(index));
  const bodies = alone.filter(({ text }) => text.length > LONGEST_SHORT);
  const holders = new Map<string, number[]>();
  bodies.forEach(({ text }, body) => {
    for (const pair of characterPairs(text)) {
      const list = holders.get(pair);
      if (list) list.push(body);
      else holders.set(pair, [body]);
    }
  });
  const covered = new Float32Array(bodies.length);
  return alone.flatMap(({ text, index }): [number, number][] => {
    if (text.length > LONGEST_SHORT) return [];
    covered.fill(0);
    let whole = 0;
    for (const pair of characterPairs(text)) {
      const list = holders.get(pair) ?? [];
      const weight = Math.log((bodies.length + 1) / (list.length + 1));
      whole += weight;
      if (list.length < COMMON) for (const body of list) covered[body]! += weight;
    }
    const best = covered.reduce((one, weight, body) => (weight > covered[one]! ? body : one), 0);
    return whole > 0 && covered[best]! / whole >= SAME_MATTER ? [[index, bodies[best]!.index]] : [];
  });
}

function characterPairs(text: string): Set<string> {
  const key = sameTextKey(text);
  return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)));
}

class DisjointSets {
  private readonly parents: number[] = [];

  add(): number {
    return this.parents.push(this.parents.length) - 1;
  }

  of(item: number): number {
    let root = item;
    while (this.parents[root] !== root) root = this.parents[root] = this.parents[this.parents[root]!]!;
    return root;
  }

  join(one: number, other: number): void {
    this.parents[this.of(one)] = this.of(other);
  }
}
