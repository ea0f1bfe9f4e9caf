import type { Bigrams } from './bigrams';
import { keyPairsOf, type Sketch, sketchOf } from './sketch';

/** Bigrams of one text only are left out of a stored model: unknown ones weigh as much. */
const LEAST_STORED = 2;
const BYTES_PER_ENTRY = 8;

/** In how many texts each bigram is: what is rare (a name, a street) says more than what everybody writes (您好, 请问). */
export class BigramModel {
  private constructor(
    readonly documents: number,
    private readonly frequencies: ReadonlyMap<number, number>,
  ) {}

  /** Counts over texts. */
  static of(texts: Iterable<Bigrams>): BigramModel {
    const frequencies = new Map<number, number>();
    let documents = 0;
    for (const bigrams of texts) {
      documents++;
      for (const bigram of bigrams.keys()) frequencies.set(bigram, (frequencies.get(bigram) ?? 0) + 1);
    }
    return new BigramModel(documents, frequencies);
  }

  /** The model that `toBytes` stored. */
  static fromBytes(documents: number, bytes: Buffer): BigramModel {
    const frequencies = new Map<number, number>();
    for (let at = 0; at + BYTES_PER_ENTRY <= bytes.length; at += BYTES_PER_ENTRY) {
      frequencies.set(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
    }
    return new BigramModel(documents, frequencies);
  }

  /** Pairs of bigram and frequency, four bytes each. */
  toBytes(): Buffer {
    const kept = [...this.frequencies].filter(([, frequency]) => frequency >= LEAST_STORED);
    const bytes = Buffer.alloc(kept.length * BYTES_PER_ENTRY);
    kept.forEach(([bigram, frequency], index) => {
      bytes.writeInt32LE(bigram, index * BYTES_PER_ENTRY);
      bytes.writeInt32LE(frequency, index * BYTES_PER_ENTRY + 4);
    });
    return bytes;
  }

  /** What a text is remembered by: its weightiest bigrams. */
  sketch(bigrams: Bigrams): Sketch {
    return sketchOf([...bigrams].map(([bigram, count]) => [bigram, this.rarity(bigram) * Math.log(1 + count)]));
  }

  /**
   * The keys to search by among so many cases: the rarest first, as long as all cases that can have one of them stay below
   * `mostRead`. What half a city writes (噪音扰民) leads to too many to read, and what is rare beside it leads to the same ones.
   */
  keysToAsk(sketch: Sketch, cases: number, mostRead: number): number[] {
    const share = (bigram: number): number => (this.frequencies.get(bigram) ?? 0) / this.documents;
    const ranked = keyPairsOf(sketch)
      .map(({ key, bigrams: [one, other] }) => ({ key, holders: cases * Math.min(share(one), share(other)) }))
      .sort((one, other) => one.holders - other.holders);
    let read = 0;
    const kept = ranked.filter(({ holders }, place) => (read += holders) <= mostRead || place === 0);
    return [...new Set(kept.map(({ key }) => key))];
  }

  private rarity(bigram: number): number {
    return Math.log((this.documents + 1) / ((this.frequencies.get(bigram) ?? 0) + 0.5));
  }
}
