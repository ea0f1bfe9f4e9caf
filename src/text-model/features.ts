import { normalise, WORD_UNIT } from './normalise';
import { segment } from './segment';

/** Longest character n-gram. */
const LONGEST_GRAM = 3;
/** What comes after is a repetition of what was said before, and costs time. */
const MOST_CHARACTERS = 800;
/** Marks the ends of a run of words inside n-grams: no text contains it. */
const EDGE = 0;
const WORD_SEED = 0x2545f491;
const PAIR_SEED = 0x3c6ef372;

/** The features of one text: each a hash and the stretch of the normalised text that it was read from. */
export interface Scan {
  text: string;
  words: string[];
  length: number;
  hashes: Uint32Array;
  starts: Uint16Array;
  ends: Uint16Array;
}

/** n-grams of each length, and words and pairs of words, of a text that was cut at MOST_CHARACTERS. */
const CAPACITY = MOST_CHARACTERS * (LONGEST_GRAM + 3) + 64;
const hashes = new Uint32Array(CAPACITY);
const starts = new Uint16Array(CAPACITY);
const ends = new Uint16Array(CAPACITY);

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x85ebca77);
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae3d);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * Reads the features of a text: character n-grams of 1 to 3 with the edges of a run, words, and pairs of neighbouring words.
 * The arrays are shared by all calls: use them before the next one.
 */
export function scan(raw: string): Scan {
  const text = normalise(raw.length > 2 * MOST_CHARACTERS ? raw.slice(0, 2 * MOST_CHARACTERS) : raw).slice(
    0,
    MOST_CHARACTERS,
  );
  const words = segment(text);
  const length = scanWords(words, scanGrams(text));
  return { text, words, length, hashes, starts, ends };
}

function scanGrams(text: string): number {
  let count = 0;
  const add = (hash: number, start: number, end: number): void => {
    hashes[count] = finish(hash);
    starts[count] = start;
    ends[count] = end;
    count += 1;
  };
  let before = EDGE;
  let beforeThat = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : EDGE;
    const inWord = at < text.length && WORD_UNIT[unit] === 1;
    const now = inWord ? unit : EDGE;
    if (now === EDGE && before === EDGE) {
      beforeThat = -1;
      continue;
    }
    if (inWord) add(mix(1, now), at, at + 1);
    const two = mix(mix(2, before), now);
    add(two, Math.max(0, at - 1), Math.min(at + 1, text.length));
    if (beforeThat >= 0) {
      add(mix(mix(mix(3, beforeThat), before), now), Math.max(0, at - 2), Math.min(at + 1, text.length));
    }
    beforeThat = inWord ? before : -1;
    before = now;
  }
  return count;
}

function scanWords(words: string[], from: number): number {
  let count = from;
  let at = 0;
  let previous = 0;
  let previousAt = 0;
  for (const word of words) {
    const end = at + word.length;
    if (WORD_UNIT[word.charCodeAt(0)] === 0 || word.length === 0) {
      previous = 0;
    } else {
      let hash = WORD_SEED;
      for (let index = 0; index < word.length; index += 1) hash = mix(hash, word.charCodeAt(index));
      hashes[count] = finish(hash);
      starts[count] = at;
      ends[count] = end;
      count += 1;
      if (previous !== 0) {
        hashes[count] = finish(mix(mix(PAIR_SEED, previous), hash));
        starts[count] = previousAt;
        ends[count] = end;
        count += 1;
      }
      previous = hash;
      previousAt = at;
    }
    at = end;
  }
  return count;
}
