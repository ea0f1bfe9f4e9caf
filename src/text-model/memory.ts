import type { Sparse } from './vocabulary';

/** A feature that stands in more texts than these tells no matter from another. */
const COMMON = 300;

/**
 * The texts that a model learned from, by their rare features: what is said again about a matter that is known already
 * belongs where the matter belongs, however few of its words the weights know.
 */
export class Memory {
  private readonly shares: Float32Array;
  private readonly touched: Int32Array;

  /** `texts` from `starts[f]` to `starts[f + 1]` are those with feature f; `classOf[t]` is the class of text t. */
  constructor(
    readonly starts: Uint32Array,
    readonly texts: Uint32Array,
    readonly classOf: Uint32Array,
  ) {
    this.shares = new Float32Array(classOf.length);
    this.touched = new Int32Array(classOf.length);
  }

  static of(vectors: readonly Sparse[], classOf: Int32Array, features: number): Memory {
    const counts = new Uint32Array(features);
    for (const { ids } of vectors) for (const id of ids) counts[id]! += 1;
    const starts = new Uint32Array(features + 1);
    for (let id = 0; id < features; id += 1) {
      starts[id + 1] = starts[id]! + (counts[id]! <= COMMON ? counts[id]! : 0);
    }
    const texts = new Uint32Array(starts[features]!);
    const next = starts.slice();
    vectors.forEach(({ ids }, text) => {
      for (const id of ids) {
        if (counts[id]! > COMMON) continue;
        texts[next[id]!] = text;
        next[id]! += 1;
      }
    });
    return new Memory(starts, texts, Uint32Array.from(classOf));
  }

  /** For each class how much of the text the one of its texts contains that contains most: 0 none, 1 all of it. */
  nearest({ ids, values }: Sparse, classes: number): Float64Array {
    const { starts, texts, shares, touched, classOf } = this;
    let distinct = 0;
    for (let at = 0; at < ids.length; at += 1) {
      const share = values[at]! * values[at]!;
      const end = starts[ids[at]! + 1]!;
      for (let place = starts[ids[at]!]!; place < end; place += 1) {
        const text = texts[place]!;
        if (shares[text] === 0) {
          touched[distinct] = text;
          distinct += 1;
        }
        shares[text]! += share;
      }
    }
    const nearest = new Float64Array(classes);
    for (let at = 0; at < distinct; at += 1) {
      const text = touched[at]!;
      const k = classOf[text]!;
      if (shares[text]! > nearest[k]!) nearest[k] = shares[text]!;
      shares[text] = 0;
    }
    return nearest;
  }
}
