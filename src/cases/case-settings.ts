import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import type { Profile } from '../config/schema';

/** What of a profile the diagrams read: handed to the process when it starts, so that a change meets new cases only. */
export function settingsOf(profile: Profile): Record<string, unknown> {
  const {
    manualBelow,
    revisitAttempts,
    revisitRetryHours,
    revisitHours,
    redoCap,
    replyAudit,
    reviewChain,
    submission,
    leaders,
  } = profile;
  return {
    manualBelow,
    revisitAttempts,
    revisitRetryHours,
    revisitHours,
    redoCap,
    replyAudit,
    reviewChain,
    submission,
    leaders,
  };
}

/** The local day (yyyyMMdd) of an instant, as case numbers begin with it. */
export function dayOf(instant: Date, profile: { timeZone: string }): string {
  return format(instant, 'yyyyMMdd', { in: tz(profile.timeZone) });
}

/** The local year of an instant. */
export function yearIn(instant: Date, timeZone: string): number {
  return Number(format(instant, 'yyyy', { in: tz(timeZone) }));
}
