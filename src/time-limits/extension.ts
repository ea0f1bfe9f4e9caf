import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import type { TimeLimits, TimeProfile } from './limits';
import { type ExtensionPart, missingPart, type Statement } from './request-rules';
import { type RuleSource, sourceOf, type TimeRule } from './rules';
import type { WorkingCalendar } from './working-calendar';

/** A decision as data: the rule that spoke with its article, the key of its words, and the new deadline where granted. */
export interface TimeDecision {
  code: 'granted' | 'refused';
  rule: TimeRule;
  source: RuleSource;
  reasonKey: string;
  params: Record<string, string | number>;
  newDue?: Date;
}

/** A decision by a rule. */
export function decided(
  code: TimeDecision['code'],
  rule: TimeRule,
  params: TimeDecision['params'] = {},
  urgent = false,
): TimeDecision {
  return { code, rule, source: sourceOf(rule, urgent), reasonKey: `time-limits.${rule}`, params };
}

/**
 * May the handling limit be extended (D5 (四))? Applied for before the deadline, stating what the profile asks for; never where a law sets the limit, for then the
 * law alone may prolong it; urgent matters only on force majeure, once, one working day; consults once, at most three; others
 * twice, at most five each. Where there is no extension at all (D7 第四条) none is granted. The new deadline counts from the old one;
 * what a body above handed down is never extended beyond the time that was given with it (D6 第五条).
 */
export function decideExtension(input: {
  requestedAt: Date;
  currentDue: Date;
  limits: TimeLimits;
  granted: number;
  urgency: 'urgent' | 'normal';
  days: number;
  forceMajeure: boolean;
  /** Left out where only the dates are asked. */
  stated?: Statement<ExtensionPart>;
  statutory?: boolean;
  /** The deadline of the body above, which handed the matter down. */
  latest?: Date;
  calendar: WorkingCalendar;
  profile: TimeProfile;
}): TimeDecision {
  const { requestedAt, currentDue, limits, granted, days, forceMajeure, calendar, profile } = input;
  const urgent = limits.extensionForceMajeureOnly;
  if (input.statutory) return decided('refused', 'extension-statutory');
  if (limits.extensionTimes === 0) return decided('refused', 'extension-none');
  if (requestedAt.getTime() >= currentDue.getTime()) return decided('refused', 'extension-too-late');
  if (urgent && !forceMajeure) return decided('refused', 'extension-force-majeure-only');
  if (granted >= limits.extensionTimes) {
    return decided('refused', 'extension-used-up', { times: limits.extensionTimes }, urgent);
  }
  if (!Number.isInteger(days) || days < 1 || days > limits.extensionDays) {
    return decided('refused', 'extension-too-long', { days: limits.extensionDays }, urgent);
  }
  const part = input.stated && missingPart(input.stated);
  if (part) return decided('refused', 'extension-incomplete', { part });
  const newDue = calendar.at(calendar.workingDayAfter(calendar.dateOf(currentDue), days), profile.closeOfBusiness);
  if (input.latest && newDue > input.latest) {
    const latest = format(input.latest, 'yyyy-MM-dd HH:mm', { in: tz(calendar.timeZone) });
    return decided('refused', 'extension-beyond-parent', { latest });
  }
  return { ...decided('granted', 'extension-within-limits', { days }), newDue };
}
