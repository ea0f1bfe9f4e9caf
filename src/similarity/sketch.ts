/** Bigrams that a sketch keeps: more change no figure, and a million sketches are to be searched (measured: bench/). */
const KEPT = 128;
/** The weightiest bigrams, of which each two make a key. */
const KEYED = 16;
/** Keys are numbers of this many bits: few enough for an index of a million cases, enough to tell them apart. */
const KEY_BITS = 24;
/** Weights are stored as whole numbers; the greatest is this. */
const SCALE = 10_000;

/** What a text is remembered by: bigrams, weightiest first, with their weights (a vector of length 1, times 10 000). */
export interface Sketch {
  bigrams: number[];
  weights: number[];
}

/** Of a bigram with its weight: four bytes and two. */
const BYTES_PER_PAIR = 6;

/** A sketch as the database holds it: each bigram and its weight, the highest byte first, weightiest first. */
export function bytesOf({ bigrams, weights }: Sketch): Buffer {
  const bytes = Buffer.alloc(bigrams.length * BYTES_PER_PAIR);
  bigrams.forEach((bigram, index) => {
    bytes.writeInt32BE(bigram, index * BYTES_PER_PAIR);
    bytes.writeInt16BE(weights[index]!, index * BYTES_PER_PAIR + 4);
  });
  return bytes;
}

/** The sketch that `bytesOf` wrote; put together by hand, because a search reads hundreds of them. */
export function sketchFrom(bytes: Buffer): Sketch {
  const pairs = bytes.length / BYTES_PER_PAIR;
  const sketch: Sketch = { bigrams: new Array<number>(pairs), weights: new Array<number>(pairs) };
  for (let pair = 0, at = 0; pair < pairs; pair++, at += BYTES_PER_PAIR) {
    sketch.bigrams[pair] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    sketch.weights[pair] = (bytes[at + 4]! << 8) | bytes[at + 5]!;
  }
  return sketch;
}

/** The sketch of weighted bigrams. */
export function sketchOf(weighted: [bigram: number, weight: number][]): Sketch {
  const kept = weighted
    .filter(([, weight]) => weight > 0)
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .slice(0, KEPT);
  const length = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    bigrams: kept.map(([bigram]) => bigram),
    weights: kept.map(([, weight]) => Math.round((weight / length) * SCALE)),
  };
}

/** How alike other texts are to one: 0 (nothing in common) to 1 (the same). Of the one a table is made, once for all others. */
export function likenessTo(one: Sketch): (other: Sketch) => number {
  const weights = new Map(one.bigrams.map((bigram, index) => [bigram, one.weights[index]!]));
  return (other) => {
    let sum = 0;
    other.bigrams.forEach((bigram, index) => {
      const weight = weights.get(bigram);
      if (weight !== undefined) sum += weight * other.weights[index]!;
    });
    return sum / (SCALE * SCALE);
  };
}

/** The bigrams that two texts have in common, weightiest first: what an agent is shown as the reason. */
export function inCommon(one: Sketch, other: Sketch): string[] {
  const known = new Set(other.bigrams);
  return one.bigrams.filter((bigram) => known.has(bigram)).map(textOf);
}

function textOf(bigram: number): string {
  return String.fromCharCode((bigram >>> 16) & 0xffff, bigram & 0xffff);
}

/** Keys of a text: two texts that share two of their weightiest bigrams share a key, and others hardly ever do. */
export function keysOf({ bigrams }: Sketch): number[] {
  const weightiest = bigrams.slice(0, KEYED).sort((one, other) => one - other);
  const keys = new Set<number>();
  weightiest.forEach((first, at) => {
    for (let other = at + 1; other < weightiest.length; other++) keys.add(mix(first, weightiest[other]!));
  });
  return [...keys];
}

/** Two numbers well mixed into one of KEY_BITS bits. */
function mix(one: number, other: number): number {
  let hash = Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 13)) >>> (32 - KEY_BITS);
}
