import { tz, TZDate } from '@date-fns/tz';
import { addDays, format } from 'date-fns';
import chineseDays from 'chinese-days';

/** What a body changes of the State Council's arrangement, by date (yyyy-MM-dd): true is a working day. */
export type CalendarOverrides = Readonly<Record<string, boolean>>;

/**
 * Working days by the State Council's holiday arrangement, make-up working days (调休) included, in one time zone. The arrangement of
 * a year is published in the autumn before: until the data package has it, its holidays are weekends only, and overrides add them.
 */
export class WorkingCalendar {
  constructor(
    readonly timeZone: string,
    private readonly overrides: CalendarOverrides = {},
  ) {}

  /** The local date (yyyy-MM-dd) of an instant. */
  dateOf(instant: Date): string {
    return format(instant, 'yyyy-MM-dd', { in: tz(this.timeZone) });
  }

  isWorkingDay(date: string): boolean {
    return this.overrides[date] ?? chineseDays.isWorkday(date);
  }

  /** The date of the Nth working day after a date; the date itself does not count, working day or not. */
  workingDayAfter(date: string, count: number): string {
    let day = date;
    for (let left = count; left > 0;) {
      day = this.nextDate(day);
      left -= this.isWorkingDay(day) ? 1 : 0;
    }
    return day;
  }

  /** The instant of a local time (HH:mm) on a date. */
  at(date: string, time: string): Date {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    const [hour, minute] = time.split(':').map(Number) as [number, number];
    return new Date(new TZDate(year, month - 1, day, hour, minute, this.timeZone).getTime());
  }

  /** An instant so many clock hours later, the hours of non-working days not counted. */
  addHoursOfWorkingDays(instant: Date, hours: number): Date {
    let left = hours * 3_600_000;
    let now = instant.getTime();
    for (let date = this.dateOf(instant); ; date = this.nextDate(date)) {
      const midnight = this.at(this.nextDate(date), '00:00').getTime();
      if (this.isWorkingDay(date)) {
        if (left <= midnight - now) {
          return new Date(now + left);
        }
        left -= midnight - now;
      }
      now = midnight;
    }
  }

  private nextDate(date: string): string {
    return this.dateOf(addDays(this.at(date, '12:00'), 1));
  }
}
