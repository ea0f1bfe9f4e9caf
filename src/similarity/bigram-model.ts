import type { Bigrams } from './bigrams';
import { HeldKeys } from './held-keys';
import { keysOf, type Sketch, sketchOf } from './sketch';

/** Bigrams of one text only are left out of a stored model: unknown ones weigh as much. */
const LEAST_STORED = 2;
const BYTES_PER_ENTRY = 8;

/** A model as the database holds it. */
export interface ModelBytes {
  documents: number;
  frequencies: Buffer;
  keys: Buffer;
}

/** In how many texts each bigram is: what is rare (a name, a street) says more than what everybody writes (您好, 请问). */
export class BigramModel {
  private constructor(
    readonly documents: number,
    private readonly frequencies: ReadonlyMap<number, number>,
    private held: HeldKeys,
  ) {}

  /** Counts over texts. */
  static of(texts: readonly Bigrams[]): BigramModel {
    const frequencies = new Map<number, number>();
    for (const bigrams of texts) {
      for (const bigram of bigrams.keys()) frequencies.set(bigram, (frequencies.get(bigram) ?? 0) + 1);
    }
    const model = new BigramModel(texts.length, frequencies, HeldKeys.of([]));
    model.held = HeldKeys.of(texts.map((bigrams) => keysOf(model.sketch(bigrams))));
    return model;
  }

  /** The model that `toBytes` stored. */
  static fromBytes({ documents, frequencies: bytes, keys }: ModelBytes): BigramModel {
    const frequencies = new Map<number, number>();
    for (let at = 0; at + BYTES_PER_ENTRY <= bytes.length; at += BYTES_PER_ENTRY) {
      frequencies.set(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
    }
    return new BigramModel(documents, frequencies, HeldKeys.fromBytes(keys));
  }

  /** Of the frequencies pairs of bigram and frequency, four bytes each. */
  toBytes(): ModelBytes {
    const kept = [...this.frequencies].filter(([, frequency]) => frequency >= LEAST_STORED);
    const frequencies = Buffer.alloc(kept.length * BYTES_PER_ENTRY);
    kept.forEach(([bigram, frequency], index) => {
      frequencies.writeInt32LE(bigram, index * BYTES_PER_ENTRY);
      frequencies.writeInt32LE(frequency, index * BYTES_PER_ENTRY + 4);
    });
    return { documents: this.documents, frequencies, keys: this.held.toBytes() };
  }

  /** What a text is remembered by: its weightiest bigrams. */
  sketch(bigrams: Bigrams): Sketch {
    return sketchOf([...bigrams].map(([bigram, count]) => [bigram, this.rarity(bigram) * Math.log(1 + count)]));
  }

  /**
   * The keys to search by among so many cases: the rarest first, as long as no more than `most` cases are expected to have one of them.
   * What half a city writes (噪音扰民) leads to too many to read, and what is rare beside it leads to the same ones.
   */
  keysToAsk(sketch: Sketch, cases: number, most: number): number[] {
    const keys = keysOf(sketch);
    if (cases <= most) return keys;
    // of few cases as few texts: what half of them say is passed over, not counted
    const sample = Math.min(this.documents, cases);
    const mostTexts = (most * sample) / cases;
    const ranked = keys
      .map((key) => ({ key, texts: this.held.textsWith(key, sample) }))
      .sort((one, other) => one.texts.length - other.texts.length);
    const met = new Uint8Array(sample);
    let known = 0;
    const asked: number[] = [];
    for (const { key, texts } of ranked) {
      if (texts.length > mostTexts) break;
      const others = texts.filter((text) => met[text] === 0);
      if (known + others.length > mostTexts) continue;
      for (const text of others) met[text] = 1;
      known += others.length;
      asked.push(key);
    }
    return asked.length > 0 ? asked : ranked.slice(0, 1).map(({ key }) => key);
  }

  private rarity(bigram: number): number {
    return Math.log((this.documents + 1) / ((this.frequencies.get(bigram) ?? 0) + 0.5));
  }
}
