import type { Statement } from './query';

/** From so many on a total may be some seconds old. */
const LARGE = 200;
/** How old, in milliseconds. */
const KEPT_MS = 5_000;
/** So many lists' totals are kept. */
const MOST = 500;

/**
 * Totals of long lists, kept for some seconds: to count what waits for a whole hotline takes fifty times as long as to read its first
 * page, and everybody with that list open asks. A cluster's totals, which its secondary storage counts, are as old. Short lists are counted each
 * time, so that what somebody just did shows.
 */
export class LargeTotals {
  private readonly kept = new Map<string, { total: number; until: number }>();

  /** @param now milliseconds of a clock */
  constructor(private readonly now: () => number = Date.now) {}

  /** The total of a list, counted now or some seconds ago. */
  async of({ text, values }: Statement, count: () => Promise<number>): Promise<number> {
    const key = JSON.stringify([text, values]);
    const known = this.kept.get(key);
    if (known && known.until > this.now()) {
      return known.total;
    }
    const total = await count();
    this.kept.delete(key);
    if (total >= LARGE) {
      if (this.kept.size >= MOST) {
        this.kept.delete(this.kept.keys().next().value!);
      }
      this.kept.set(key, { total, until: this.now() + KEPT_MS });
    }
    return total;
  }
}
