/** In so many of a model's texts a key is at least, if the model remembers where. */
const LEAST_TEXTS = 2;
/** A key and a text in one number: keys have 24 bits, and a model has fewer texts than this. */
const TEXTS = 2 ** 24;
const BYTES = 4;
const NONE = new Uint32Array(0);

/**
 * In which of a model's texts each key is that several have: what a search by it will find. That two rare pairs of characters stand in one
 * text is rarer than either, and how much rarer nobody can tell from each of them: 噪音 and 扰民 nearly always, 噪音 and 云溪 hardly ever.
 */
export class HeldKeys {
  private constructor(
    private readonly keys: Uint32Array,
    /** Where the texts of each key begin in `texts`, and at last where they end. */
    private readonly starts: Uint32Array,
    private readonly texts: Uint32Array,
  ) {}

  /** Of texts, by the keys of each. */
  static of(keysOfTexts: readonly (readonly number[])[]): HeldKeys {
    const held = new Float64Array(keysOfTexts.reduce((sum, keys) => sum + keys.length, 0));
    let at = 0;
    keysOfTexts.forEach((keys, text) => {
      for (const key of keys) held[at++] = key * TEXTS + text;
    });
    held.sort();
    const [kept, starts, texts]: [number[], number[], number[]] = [[], [], []];
    for (let from = 0, to = 0; from < held.length; from = to) {
      const key = Math.floor(held[from]! / TEXTS);
      while (to < held.length && held[to]! < (key + 1) * TEXTS) to++;
      if (to - from < LEAST_TEXTS) continue;
      kept.push(key);
      starts.push(texts.length);
      for (let place = from; place < to; place++) texts.push(held[place]! - key * TEXTS);
    }
    return new HeldKeys(Uint32Array.from(kept), Uint32Array.from([...starts, texts.length]), Uint32Array.from(texts));
  }

  /** What `toBytes` stored. */
  static fromBytes(bytes: Buffer): HeldKeys {
    const numbers = Uint32Array.from({ length: bytes.length / BYTES }, (_, at) => bytes.readUInt32LE(at * BYTES));
    const keys = numbers[0] ?? 0;
    return new HeldKeys(
      numbers.subarray(1, 1 + keys),
      numbers.subarray(1 + keys, 2 + 2 * keys),
      numbers.subarray(2 + 2 * keys),
    );
  }

  /** How many keys there are, the keys, where the texts of each begin, the texts: four bytes each, the lowest first. */
  toBytes(): Buffer {
    const numbers = [Uint32Array.of(this.keys.length), this.keys, this.starts, this.texts];
    const bytes = Buffer.alloc(numbers.reduce((sum, { length }) => sum + length, 0) * BYTES);
    let at = 0;
    for (const list of numbers) for (const number of list) at = bytes.writeUInt32LE(number, at);
    return bytes;
  }

  /** Those of the first so many texts that have a key; none where hardly any has. */
  textsWith(key: number, texts = Infinity): Uint32Array {
    const at = firstFrom(this.keys, key, 0, this.keys.length);
    if (this.keys[at] !== key) return NONE;
    const [from, to] = [this.starts[at]!, this.starts[at + 1]!];
    return this.texts.subarray(from, firstFrom(this.texts, texts, from, to));
  }
}

/** Where in a part of sorted numbers the first one is that is `least` or more; the end of the part where none is. */
function firstFrom(numbers: Uint32Array, least: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
