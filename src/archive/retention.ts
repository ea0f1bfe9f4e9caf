import { TZDate } from '@date-fns/tz';

/** How many years archives are kept, from the profile. */
export interface RetentionYears {
  ordinary: number;
  important: number;
}

/** How long an archive is kept, and why so long. */
export interface Retention {
  retention: 'ordinary' | 'important';
  /** The instant from which it may be given up. */
  retainUntil: Date;
}

/**
 * The retention of a case's archive (D1 一(一)6 立卷归档): instructed, hot and major cases are the important ones. Years are
 * counted from the first of January after the case was filed, as public archives count them.
 */
export function retentionOf(
  found: { instructed: boolean; hot: boolean; major: boolean },
  archivedAt: Date,
  years: RetentionYears,
  timeZone: string,
): Retention {
  const retention = found.instructed || found.hot || found.major ? 'important' : 'ordinary';
  const filed = new TZDate(archivedAt.getTime(), timeZone).getFullYear();
  const until = new TZDate(filed + 1 + years[retention], 0, 1, timeZone);
  return { retention, retainUntil: new Date(until.getTime()) };
}
