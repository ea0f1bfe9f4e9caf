// What the benches share: repeatable random numbers, percentiles, and the one JSON line at the end.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stopAll, stopOnSignals } from '../../scripts/lib/stopping.mjs';

/** Repeatable numbers in 0..1. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A percentile of durations in milliseconds, to a tenth. */
export function percentile(durations, share) {
  if (durations.length === 0) return null;
  const sorted = [...durations].sort((one, other) => one - other);
  return round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)], 1);
}

export const round = (value, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits;

/** A line of progress, which is no result: to the error stream. */
export const say = (text) => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Writes a text beside the results. */
export function keep(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Runs a bench: whatever happens everything that it started is stopped; its figures are the last line. */
export async function bench(run) {
  stopOnSignals({ exitCode: () => 130 });
  let code = 0;
  try {
    const figures = await run();
    await stopAll();
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    code = figures.ok === false ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${error?.stack ?? error}\n${error?.details ?? ''}\n`);
    await stopAll();
    code = 1;
  }
  process.exit(code);
}
