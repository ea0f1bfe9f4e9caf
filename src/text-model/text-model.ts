import { type Calibration, probabilities, type Scores, type View, viewOf } from './calibration';
import { scan } from './features';
import { type LinearWeights, scoresOf } from './linear';
import { LONGEST_SHORT } from './matters';
import type { Memory } from './memory';
import { WORD_UNIT } from './normalise';
import type { Sparse, Vocabulary } from './vocabulary';

/** What a model reads: a title, a body, or both. */
export interface Text {
  title?: string;
  content?: string;
}

/** One label with its probability. */
export interface Candidate {
  label: string;
  probability: number;
}

/** A word of the text and how much it spoke for the proposal, against the next best one. */
export interface Reason {
  word: string;
  weight: number;
}

/** What one head of a model decides: which label a text has. */
export interface Head {
  name: string;
  labels: string[];
  linear: LinearWeights;
  memory: Memory;
  calibration: Record<View, Calibration>;
}

/** The vectors of a text's parts. */
export interface Parts {
  short?: Sparse;
  long?: Sparse;
}

/** A text classifier: one vocabulary, and a head for each question. The same text always gets the same answer. */
export class TextModel {
  private readonly heads: ReadonlyMap<string, Head>;

  constructor(
    readonly vocabulary: Vocabulary,
    heads: readonly Head[],
  ) {
    this.heads = new Map(heads.map((head) => [head.name, head]));
  }

  get headNames(): string[] {
    return [...this.heads.keys()];
  }

  head(name: string): Head {
    const head = this.heads.get(name);
    if (!head) throw new Error(`the model does not decide "${name}"`);
    return head;
  }

  /** Reads a text once for all heads. A content alone that is as short as a title is read as one. */
  read(text: Text): Parts {
    return mapParts(partsOf(text), (part) => this.vocabulary.vector(part));
  }

  /** The labels of a head with their probabilities, the most likely first. */
  classify(name: string, parts: Parts): Candidate[] {
    const head = this.head(name);
    const found = probabilities(head.calibration[viewOf(parts)], scoresOfParts(head, parts));
    return head.labels
      .map((label, k) => ({ label, probability: found[k]! }))
      .sort((one, other) => other.probability - one.probability);
  }

  /** The words that decided for the first of the candidates against the second, the strongest first. */
  explain(name: string, text: Text, candidates: readonly Candidate[], most = 5): Reason[] {
    const head = this.head(name);
    const winner = head.labels.indexOf(candidates[0]!.label);
    const second = candidates[1] ? head.labels.indexOf(candidates[1].label) : -1;
    const parts = partsOf(text);
    const { short, long } = head.calibration[viewOf(parts)];
    const words = new Map<string, number>();
    if (parts.short !== undefined) this.addReasons(words, parts.short, head, winner, second, short);
    if (parts.long !== undefined) this.addReasons(words, parts.long, head, winner, second, long);
    return [...words]
      .map(([word, weight]) => ({ word, weight }))
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, most);
  }

  /** Spreads what each feature said over the characters that it was read from, and adds these up by word. */
  private addReasons(
    words: Map<string, number>,
    text: string,
    head: Head,
    winner: number,
    second: number,
    factor: number,
  ): void {
    const found = scan(text);
    const { ids, values } = this.vocabulary.vectorOf(found);
    const saying = new Map<number, number>();
    ids.forEach((id, at) => saying.set(id, values[at]! * contribution(head, id, winner, second) * factor));
    const times = new Map<number, number>();
    const idsInText = Array.from({ length: found.length }, (_, at) => this.vocabulary.idOf(found.hashes[at]!));
    for (const id of idsInText) times.set(id, (times.get(id) ?? 0) + 1);
    const byCharacter = new Float64Array(found.text.length);
    idsInText.forEach((id, at) => {
      if (id < 0) return;
      const start = found.starts[at]!;
      const end = found.ends[at]!;
      const share = saying.get(id)! / times.get(id)! / (end - start);
      for (let character = start; character < end; character += 1) byCharacter[character]! += share;
    });
    let start = 0;
    for (const word of found.words) {
      const end = start + word.length;
      const weight = byCharacter.subarray(start, end).reduce((sum, value) => sum + value, 0);
      // a single character seldom tells a person anything
      if (word.length > 1 && WORD_UNIT[word.charCodeAt(0)] === 1) words.set(word, (words.get(word) ?? 0) + weight);
      start = end;
    }
  }
}

/** What speaks for each class of a head. The memory is asked for short texts: a long one has its own words. */
export function scoresOfParts({ linear, memory }: Pick<Head, 'linear' | 'memory'>, { short, long }: Parts): Scores {
  return {
    ...(short ? { short: scoresOf(linear, short), near: memory.nearest(short, linear.classes) } : {}),
    ...(long ? { long: scoresOf(linear, long) } : {}),
  };
}

/** How a text is read: what is as short as a title, and what is longer. */
export function partsOf({ title, content }: Text): { short?: string; long?: string } {
  if (title !== undefined && content !== undefined) return { short: title, long: content };
  const only = title ?? content ?? '';
  return only.length > LONGEST_SHORT ? { long: only } : { short: only };
}

function mapParts<From, To>(parts: { short?: From; long?: From }, map: (part: From) => To): { short?: To; long?: To } {
  return {
    ...(parts.short === undefined ? {} : { short: map(parts.short) }),
    ...(parts.long === undefined ? {} : { long: map(parts.long) }),
  };
}

function contribution({ linear }: Head, id: number, winner: number, second: number): number {
  const offset = id * linear.classes;
  return linear.weights[offset + winner]! - (second < 0 ? 0 : linear.weights[offset + second]!);
}
