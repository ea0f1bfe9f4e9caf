/** What decides whether a case may be erased. */
export interface Erasable {
  closedAt: Date | null;
  /** From when on its archive may be given up; null where it has none. */
  retainUntil: Date | null;
  /** Is it kept beyond its retention by a hold? */
  held: boolean;
  /** Does a case that follows it still wait for its answer? */
  followed: boolean;
}

/** Problems that say why a case is not erased. */
export type ErasureRefusal = 'erasure-open' | 'erasure-held' | 'erasure-retained';

/**
 * Why a case may not be erased, null when it may: not before it is archived and no case follows it, not while it is held, and
 * not before the retention of its archive is over (D1 一(一)6 立卷归档; 个人信息保护法 第十九条, 第四十七条).
 */
export function refusalToErase({ closedAt, retainUntil, held, followed }: Erasable, now: Date): ErasureRefusal | null {
  if (closedAt === null || retainUntil === null || followed) return 'erasure-open';
  if (held) return 'erasure-held';
  return now < retainUntil ? 'erasure-retained' : null;
}
