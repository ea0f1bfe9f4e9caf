const SEASON = 7;
const SMOOTHING = [0.05, 0.1, 0.2, 0.3, 0.5] as const;
const SEASONAL = [0.05, 0.1, 0.2, 0.4] as const;
/** Days at the end of the past that choose the smoothing: too few and chance chooses. */
const LEAST_HELD_OUT = 14;

/** A forecast with its error on the last weeks, beside that of saying "as on this weekday of last week". */
export interface Forecast {
  days: number[];
  /** Mean absolute error of one day ahead, in cases, on days that the smoothing was not fitted on. */
  error: number;
  naiveError: number;
}

/**
 * Daily volume of the next days: a level and a weekly season, both smoothed exponentially; the smoothing that was best
 * on the past is taken. Fewer than four weeks of past give the seasonal naive forecast.
 * @param past cases a day, oldest first, without gaps (0 for a day without cases)
 * @param days how many days ahead
 */
export function forecastVolume(past: readonly number[], days: number): Forecast {
  const naive = (index: number) => past[index - SEASON] ?? 0;
  const heldOut = Math.floor(past.length / 4);
  const from = past.length - heldOut;
  const naiveError = meanError(past, from, naive);
  if (heldOut < LEAST_HELD_OUT) {
    const last = past.slice(-SEASON);
    return {
      days: Array.from({ length: days }, (_, ahead) => last[ahead % Math.max(1, last.length)] ?? 0),
      error: naiveError,
      naiveError,
    };
  }
  const middle = from - heldOut;
  let best = { alpha: 0.1, gamma: 0.1, error: Infinity };
  for (const alpha of SMOOTHING) {
    for (const gamma of SEASONAL) {
      const { predictions } = smooth(past.slice(0, from), alpha, gamma);
      const error = meanError(past, middle, (index) => predictions[index]!, from);
      if (error < best.error) best = { alpha, gamma, error };
    }
  }
  const { predictions, level, season } = smooth(past, best.alpha, best.gamma);
  return {
    days: Array.from({ length: days }, (_, ahead) => Math.max(0, level + season[(past.length + ahead) % SEASON]!)),
    error: meanError(past, from, (index) => predictions[index]!),
    naiveError,
  };
}

function smooth(past: readonly number[], alpha: number, gamma: number) {
  const first = past.slice(0, SEASON);
  let level = first.reduce((sum, value) => sum + value, 0) / Math.max(1, first.length);
  const season = Array.from({ length: SEASON }, (_, day) => (first[day] ?? level) - level);
  const predictions = past.map((value, index) => {
    const day = index % SEASON;
    const predicted = Math.max(0, level + season[day]!);
    const before = level;
    level += alpha * (value - season[day]! - level);
    season[day] = season[day]! + gamma * (value - before - season[day]!);
    return predicted;
  });
  return { predictions, level, season };
}

function meanError(
  past: readonly number[],
  from: number,
  predict: (index: number) => number,
  to: number = past.length,
): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += Math.abs(past[index]! - predict(index));
  return to > from ? sum / (to - from) : 0;
}
