/** When what was refused is tried again: after a wait that doubles from the first to the longest, in milliseconds. */
export class BackOff {
  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
  ) {}

  /** The milliseconds to wait after so many tries that were refused before this one. */
  wait(before: number): number {
    return Math.min(this.firstMs * 2 ** before, this.longestMs);
  }

  /**
   * What of a query's alias is due, for `andWhere`. A time further ahead than the longest wait was written by a clock that ran
   * fast, and so was a row that nobody tried yet and that says it was made later than now: both are due too, or they would stay until
   * the right clock gets there.
   */
  due(alias: string, now: Date): [condition: string, parameters: Record<string, Date>] {
    return [
      `(${alias}.availableAt <= :now OR ${alias}.availableAt > :farthest OR (${alias}.attempts = 0 AND ${alias}.createdAt > :now))`,
      { now, farthest: new Date(now.getTime() + this.longestMs) },
    ];
  }
}
