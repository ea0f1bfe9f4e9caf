/**
 * How much is tried and from which seed: FUZZ_TIMES as much as in `npm test` (1), and FUZZ_SEED. The same seed tries the same
 * inputs; a finding names the input's number.
 */
export const SEED = Number(process.env.FUZZ_SEED ?? 12345);

const TIMES = Number(process.env.FUZZ_TIMES ?? 1);

/** @param usual how many in `npm test` */
export const runs = (usual: number): number => Math.max(1, Math.ceil(usual * TIMES));
