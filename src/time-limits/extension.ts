import type { TimeLimits, TimeProfile } from './limits';
import type { WorkingCalendar } from './working-calendar';

/** A decision as data: the rule that spoke, the key of its words, and the new deadline where it is granted. */
export interface TimeDecision {
  code: 'granted' | 'refused';
  rule: string;
  reasonKey: string;
  params: Record<string, string | number>;
  newDue?: Date;
}

/**
 * May the handling limit be extended (D5 (四))? Applied for before the deadline; urgent matters only on force majeure, once, one
 * working day; consults once, at most three; others twice, at most five each. The new deadline counts from the old one.
 */
export function decideExtension(input: {
  requestedAt: Date;
  currentDue: Date;
  limits: TimeLimits;
  granted: number;
  urgency: 'urgent' | 'normal';
  days: number;
  forceMajeure: boolean;
  calendar: WorkingCalendar;
  profile: TimeProfile;
}): TimeDecision {
  const { requestedAt, currentDue, limits, granted, days, forceMajeure, calendar, profile } = input;
  const refused = (rule: string, params: TimeDecision['params'] = {}): TimeDecision => ({
    code: 'refused',
    rule,
    reasonKey: `time-limits.${rule}`,
    params,
  });
  if (requestedAt.getTime() >= currentDue.getTime()) {
    return refused('extension-too-late');
  }
  if (limits.extensionForceMajeureOnly && !forceMajeure) {
    return refused('extension-force-majeure-only');
  }
  if (granted >= limits.extensionTimes) {
    return refused('extension-used-up', { times: limits.extensionTimes });
  }
  if (!Number.isInteger(days) || days < 1 || days > limits.extensionDays) {
    return refused('extension-too-long', { days: limits.extensionDays });
  }
  return {
    code: 'granted',
    rule: 'extension-within-limits',
    reasonKey: 'time-limits.extension-within-limits',
    params: { days },
    newDue: calendar.at(calendar.workingDayAfter(calendar.dateOf(currentDue), days), profile.closeOfBusiness),
  };
}
