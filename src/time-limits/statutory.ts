import { addMonths } from 'date-fns';
import { tz } from '@date-fns/tz';
import type { TimeProfile } from './limits';
import type { WorkingCalendar } from './working-calendar';

/** A limit that a law or regulation sets for a matter; it prevails over every limit of the hotline's (D5 一(四)3). */
export type StatutoryLimit =
  | { unit: 'working-days' | 'days' | 'months' | 'hours'; count: number }
  | { unit: 'date'; date: string }
  | { unit: 'instant'; at: string }
  | { unit: 'local'; date: string; time: string };

const PATTERNS: [unit: 'working-days' | 'days' | 'months' | 'hours', pattern: RegExp][] = [
  ['working-days', /^(\d{1,4})\s*(?:working[\s-]*days?|work[\s-]*days?|business[\s-]*days?|个?工作日)$/i],
  ['days', /^(\d{1,4})\s*(?:-?\s?days?|(?:calendar|natural)[\s-]*days?|个?自然日|[日天])$/i],
  ['months', /^(\d{1,3})\s*(?:months?|个?月)$/i],
  ['hours', /^(\d{1,5})\s*(?:hours?|h|个?小时)$/i],
];

/**
 * Reads a limit as laws write it: "15 working days" (15个工作日), "30 days" (30日: calendar days), "2 months" (2个月),
 * "48 hours" (48小时), a date (yyyy-MM-dd) or an instant (ISO 8601; without a zone it is local to the body). Undefined for everything else.
 */
export function parseStatutory(text: string): StatutoryLimit | undefined {
  const value = text.trim();
  for (const [unit, pattern] of PATTERNS) {
    const count = Number(pattern.exec(value)?.[1] ?? 0);
    if (count > 0) return { unit, count };
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value) && isDate(value)) return { unit: 'date', date: value };
  const [, date, time, zone] =
    /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?$/.exec(value) ?? [];
  if (!date || !time || !isDate(date)) return undefined;
  if (!zone) return { unit: 'local', date, time };
  const at = new Date(`${date}T${time}${zone}`);
  return Number.isNaN(at.getTime()) ? undefined : { unit: 'instant', at: at.toISOString() };
}

/**
 * When a statutory limit ends. Working days end at close of business. Calendar days and months count from the day after receipt
 * (民法典 第二百零一条); a last day that is no working day moves to the next one, and it ends at close of business (第二百零三条).
 * Hours run by the clock.
 */
export function statutoryDue(
  limit: StatutoryLimit,
  receivedAt: Date,
  profile: TimeProfile,
  calendar: WorkingCalendar,
): Date {
  const closing = (date: string): Date => calendar.at(date, profile.closeOfBusiness);
  const received = calendar.dateOf(receivedAt);
  switch (limit.unit) {
    case 'working-days':
      return closing(calendar.workingDayAfter(received, limit.count));
    case 'days':
      return closing(calendar.workingDayFrom(dateAfter(received, limit.count)));
    case 'months': {
      const noon = calendar.at(received, '12:00');
      return closing(
        calendar.workingDayFrom(calendar.dateOf(addMonths(noon, limit.count, { in: tz(calendar.timeZone) }))),
      );
    }
    case 'hours':
      return new Date(receivedAt.getTime() + limit.count * 3_600_000);
    case 'date':
      return closing(calendar.workingDayFrom(limit.date));
    case 'local':
      return calendar.at(limit.date, limit.time);
    case 'instant':
      return new Date(limit.at);
  }
}

/** The date so many days later. */
function dateAfter(date: string, days: number): string {
  const later = new Date(`${date}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return later.toISOString().slice(0, 10);
}

/** Is there such a day: no 30th of February? */
export function isDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === date;
}
