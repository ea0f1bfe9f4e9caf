import { type Scan, scan } from './features';

/** One text as a vector: positions of features and their weights; the squares of the weights add up to 1. */
export interface Sparse {
  ids: Int32Array;
  values: Float32Array;
}

const EMPTY = -1;

/** A hash table from feature hashes to small numbers, on typed arrays: a Map of as many entries is ten times as slow. */
class HashIndex {
  /** Key and number by turns, side by side so that one look into memory finds both. */
  private table: Int32Array;
  private mask: number;
  /** The keys in the order in which they came. */
  private inOrder: Uint32Array;
  size = 0;

  constructor(expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)));
    this.table = new Int32Array(capacity * 2).fill(EMPTY);
    this.mask = capacity - 1;
    this.inOrder = new Uint32Array(capacity / 2 + 1);
  }

  keyOf(number: number): number {
    return this.inOrder[number]!;
  }

  get(key: number): number {
    return this.table[this.placeOf(key) + 1]!;
  }

  /** The number of a key; a new key gets the next one. */
  add(key: number): number {
    if (this.size * 2 > this.mask) this.grow();
    const place = this.placeOf(key);
    const there = this.table[place + 1]!;
    if (there !== EMPTY) return there;
    this.table[place] = key | 0;
    this.table[place + 1] = this.size;
    this.inOrder[this.size] = key;
    this.size += 1;
    return this.size - 1;
  }

  /** Where a key stands, or would stand. */
  private placeOf(key: number): number {
    const { table, mask } = this;
    const signed = key | 0;
    let slot = key & mask;
    while (table[slot * 2 + 1] !== EMPTY && table[slot * 2] !== signed) slot = (slot + 1) & mask;
    return slot * 2;
  }

  private grow(): void {
    const larger = new HashIndex(this.mask + 1);
    for (let number = 0; number < this.size; number += 1) larger.add(this.inOrder[number]!);
    this.table = larger.table;
    this.mask = larger.mask;
    this.inOrder = larger.inOrder;
  }
}

/** The features that a model knows, with how much each says (inverse document frequency). */
export class Vocabulary {
  private readonly index: HashIndex;
  private readonly counts: Uint16Array;
  private readonly touched: Int32Array;

  /** `hashes[i]` is the hash of feature i, `idf[i]` its weight. */
  constructor(
    readonly hashes: Uint32Array,
    readonly idf: Float32Array,
  ) {
    this.index = new HashIndex(hashes.length);
    for (const hash of hashes) this.index.add(hash);
    if (this.index.size !== hashes.length) throw new Error('the vocabulary has a feature twice');
    this.counts = new Uint16Array(hashes.length);
    this.touched = new Int32Array(8192);
  }

  get size(): number {
    return this.hashes.length;
  }

  /** Learns the features that stand in at least `least` of the texts. */
  static of(texts: readonly string[], least: number): Vocabulary {
    const index = new HashIndex(1 << 20);
    let documents = new Uint32Array(1 << 20);
    let seen = new Int32Array(1 << 20).fill(-1);
    texts.forEach((text, row) => {
      const { hashes, length } = scan(text);
      for (let at = 0; at < length; at += 1) {
        const id = index.add(hashes[at]!);
        if (id >= documents.length) {
          documents = enlarged(documents, new Uint32Array(documents.length * 2));
          seen = enlarged(seen, new Int32Array(seen.length * 2).fill(-1));
        }
        if (seen[id] === row) continue;
        seen[id] = row;
        documents[id]! += 1;
      }
    });
    const kept: number[] = [];
    for (let id = 0; id < index.size; id += 1) if (documents[id]! >= least) kept.push(id);
    // what is looked up often stands together, which the processor's cache rewards
    kept.sort((one, other) => documents[other]! - documents[one]!);
    return new Vocabulary(
      Uint32Array.from(kept, (id) => index.keyOf(id)),
      Float32Array.from(kept, (id) => Math.log((texts.length + 1) / (documents[id]! + 1)) + 1),
    );
  }

  /** The number of the feature with this hash, -1 for one that the model does not know. */
  idOf(hash: number): number {
    return this.index.get(hash);
  }

  /** A text as a vector, sublinear in how often a feature stands in it; empty for a text of which nothing is known. */
  vector(text: string): Sparse {
    return this.vectorOf(scan(text));
  }

  vectorOf({ hashes, length }: Scan): Sparse {
    const { counts, touched, idf } = this;
    let distinct = 0;
    for (let at = 0; at < length; at += 1) {
      const id = this.index.get(hashes[at]!);
      if (id === EMPTY) continue;
      if (counts[id] === 0) {
        touched[distinct] = id;
        distinct += 1;
      }
      counts[id]! += 1;
    }
    const ids = touched.slice(0, distinct);
    const values = new Float32Array(distinct);
    let squares = 0;
    for (let at = 0; at < distinct; at += 1) {
      const id = ids[at]!;
      const value = (1 + LOG[counts[id]!]!) * idf[id]!;
      counts[id] = 0;
      values[at] = value;
      squares += value * value;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = 0; at < distinct; at += 1) values[at]! *= scale;
    return { ids, values };
  }
}

const LOG = Float64Array.from({ length: 8192 }, (_, count) => Math.log(Math.max(1, count)));

function enlarged<T extends Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
