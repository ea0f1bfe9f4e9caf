import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Memory } from './memory';
import { MEASURED, type Trained } from './training';
import { type Head, TextModel } from './text-model';
import { Vocabulary } from './vocabulary';

const MAGIC = 'HOTLINE-MODEL/1\n';

const quality = z.object({
  rows: z.number(),
  accuracy: z.number(),
  macroF1: z.number(),
  ece: z.number(),
  perClass: z.array(
    z.object({ label: z.string(), precision: z.number(), recall: z.number(), f1: z.number(), rows: z.number() }),
  ),
});
const calibration = z.object({
  short: z.number(),
  long: z.number(),
  near: z.number(),
  nearer: z.number(),
  bias: z.array(z.number()),
});
const header = z.object({
  features: z.int().min(0),
  heads: z.array(
    z.object({
      name: z.string(),
      labels: z.array(z.string()).min(1),
      bias: z.array(z.number()),
      calibration: z.object({ short: calibration, long: calibration, both: calibration }),
      memory: z.object({ places: z.int().min(0), texts: z.int().min(0) }),
      quality: z.partialRecord(z.enum(MEASURED), quality),
    }),
  ),
});

/** Writes a model: a line of what it is, a header of JSON, then the numbers. The same model makes the same bytes. */
export function writeModel(path: string, { model, quality: measured }: Trained): void {
  const { vocabulary } = model;
  const heads = model.headNames.map((name) => model.head(name));
  const text = Buffer.from(
    JSON.stringify({
      features: vocabulary.size,
      heads: heads.map(({ name, labels, linear, memory, calibration: calibrated }) => ({
        name,
        labels,
        bias: [...linear.bias],
        calibration: calibrated,
        memory: { places: memory.texts.length, texts: memory.classOf.length },
        quality: measured[name] ?? {},
      })),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}.part`;
  writeFileSync(
    aside,
    Buffer.concat([
      Buffer.from(MAGIC),
      length,
      text,
      bytesOf(vocabulary.hashes),
      bytesOf(vocabulary.idf),
      ...heads.flatMap(({ linear, memory }) => [
        bytesOf(linear.weights),
        bytesOf(memory.starts),
        bytesOf(memory.texts),
        bytesOf(memory.classOf),
      ]),
    ]),
  );
  renameSync(aside, path);
}

/** Reads a model; throws with the file's name and what is wrong with it. */
export function readModel(path: string): Trained {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${path}: ${code === 'ENOENT' ? 'there is no such file' : code}`, { cause: error });
  }
  try {
    return parse(bytes);
  } catch (error) {
    throw new Error(`${path}: not a model of this program, or damaged`, { cause: error });
  }
}

function parse(bytes: Buffer): Trained {
  if (bytes.subarray(0, MAGIC.length).toString() !== MAGIC) throw new Error('another kind of file');
  const length = bytes.readUInt32LE(MAGIC.length);
  let at = MAGIC.length + 4;
  const { features, heads } = header.parse(JSON.parse(bytes.subarray(at, at + length).toString()));
  at += length;
  const take = (count: number): ArrayBuffer => {
    const end = at + count * 4;
    if (end > bytes.length) throw new Error('cut off');
    // copied, because typed arrays want an address that is a multiple of four
    const part = Uint8Array.prototype.slice.call(bytes, at, end).buffer;
    at = end;
    return part;
  };
  const vocabulary = new Vocabulary(new Uint32Array(take(features)), new Float32Array(take(features)));
  const read = heads.map(({ name, labels, bias, memory: kept, calibration: calibrated }): Head => {
    const weights = new Float32Array(take(features * labels.length));
    const linear = { classes: labels.length, weights, bias: Float64Array.from(bias) };
    const memory = new Memory(
      new Uint32Array(take(features + 1)),
      new Uint32Array(take(kept.places)),
      new Uint32Array(take(kept.texts)),
    );
    return { name, labels, linear, memory, calibration: calibrated };
  });
  return {
    model: new TextModel(vocabulary, read),
    quality: Object.fromEntries(heads.map((head) => [head.name, head.quality])),
  };
}

function bytesOf(numbers: Uint32Array | Float32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
