/**
 * How much is tried and from which seed: FUZZ_TIMES as much as in `npm test` (1), and FUZZ_SEED. The same seed tries the same
 * inputs; a finding names the input's number.
 */
export const SEED = Number(process.env.FUZZ_SEED ?? 12345);

const TIMES = Number(process.env.FUZZ_TIMES ?? 1);

/** @param usual how many in `npm test` */
export const runs = (usual: number): number => Math.max(1, Math.ceil(usual * TIMES));

/** A generator of numbers from 0 (inclusive) to 1 (mulberry32); the same seed gives the same row. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
