import type { TimeLimits, TimeProfile } from './limits';
import { type StatutoryLimit, statutoryDue } from './statutory';
import type { WorkingCalendar } from './working-calendar';

export interface Deadlines {
  signInDue: Date;
  returnDue: Date;
  handlingDue: Date;
  remindAt: Date;
}

/**
 * The deadlines of an assignment (D5 (一)–(三); D7 第四条). "N working days" end at close of business on the Nth working day after the
 * day of receipt, whatever the hour of receipt and working day or not; "24 hours on working days" are 24 clock hours, those of
 * non-working days not counted; clock hours run through holidays. A limit set by law prevails over the handling limit, shorter or
 * longer (D5 (四) 3).
 */
export function computeDeadlines(input: {
  receivedAt: Date;
  limits: TimeLimits;
  profile: TimeProfile;
  calendar: WorkingCalendar;
  statutory?: StatutoryLimit;
}): Deadlines {
  const { receivedAt, limits, profile, calendar, statutory } = input;
  const received = calendar.dateOf(receivedAt);
  const endOf = (days: number) => calendar.at(calendar.workingDayAfter(received, days), profile.closeOfBusiness);
  const handlingDue = statutory
    ? statutoryDue(statutory, receivedAt, profile, calendar)
    : limits.clockHours !== null
      ? new Date(receivedAt.getTime() + limits.clockHours * 3_600_000)
      : endOf(limits.handlingDays ?? 0);
  return {
    signInDue: calendar.addHoursOfWorkingDays(receivedAt, limits.signInHours),
    returnDue: endOf(limits.returnDays),
    handlingDue,
    remindAt: new Date(Math.max(receivedAt.getTime(), handlingDue.getTime() - profile.remindHours * 3_600_000)),
  };
}
