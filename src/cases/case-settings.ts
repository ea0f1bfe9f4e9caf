import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import type { Profile } from '../config/schema';
import { groupOfBody } from '../identity/principal';

const GROUPS = ['agent', 'supervisor', 'leader'] as const;

/**
 * What of a profile the diagrams read: handed to the process when it starts, so that a change meets new cases only. `groups` are the
 * body's own people; a step of a chain that names their role is theirs.
 */
export function settingsOf(body: string, profile: Profile): Record<string, unknown> {
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
  const own = <Step extends { group: string }>(step: Step): Step => {
    const role = GROUPS.find((one) => one === step.group);
    return role ? { ...step, group: groupOfBody(body, role) } : step;
  };
  return {
    manualBelow,
    revisitAttempts,
    revisitRetryHours,
    revisitHours,
    redoCap,
    replyAudit,
    groups: Object.fromEntries(GROUPS.map((role) => [role, groupOfBody(body, role)])),
    reviewChain: reviewChain.map(own),
    submission: submission.map(own),
    leaders: leaders.map(own),
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
