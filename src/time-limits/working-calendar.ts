import { tz, TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import chineseDays from 'chinese-days';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Some ten years of days are kept. */
const KEPT_DAYS = 4000;

/** What was found out before, or is now. */
function kept<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = find();
    if (known.size >= KEPT_DAYS) known.clear();
    known.set(key, value);
  }
  return value;
}

/** What a body changes of the State Council's arrangement, by date (yyyy-MM-dd): true is a working day. */
export type CalendarOverrides = Readonly<Record<string, boolean>>;

/**
 * Working days by the State Council's holiday arrangement, make-up working days (调休) included, in one time zone. The arrangement of
 * a year is published in the autumn before: until the data package has it, its holidays are weekends only, and overrides add them.
 */
export class WorkingCalendar {
  /** Instants at which days begin: asking a zone costs more than all else, and a list of tasks asks for the same days again and again. */
  private readonly midnights = new Map<string, number>();
  private readonly workingDays = new Map<string, boolean>();
  /** Dates by minutes: days begin with whole minutes in every zone. */
  private readonly dates = new Map<number, string>();

  constructor(
    readonly timeZone: string,
    private readonly overrides: CalendarOverrides = {},
  ) {}

  /** The local date (yyyy-MM-dd) of an instant. */
  dateOf(instant: Date): string {
    const minute = Math.floor(instant.getTime() / MINUTE_MS);
    return kept(this.dates, minute, () => format(instant, 'yyyy-MM-dd', { in: tz(this.timeZone) }));
  }

  /**
   * Is it a working day? The package is asked for the days that the arrangement names only, by their text: the weekday it takes
   * from the zone of the machine, which may lie a day apart.
   */
  isWorkingDay(date: string): boolean {
    return kept(this.workingDays, date, () => this.isArrangedWorkingDay(date));
  }

  private isArrangedWorkingDay(date: string): boolean {
    const override = this.overrides[date];
    if (override !== undefined) return override;
    const { name, work } = chineseDays.getDayDetail(date);
    if (name.includes(',')) return work;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }

  /** Does the data package have the State Council's arrangement of the year? Otherwise only overrides tell its holidays. */
  isArranged(year: number): boolean {
    return chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
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

  /** The instant of a local time (HH:mm or HH:mm:ss) on a date. */
  at(date: string, time: string): Date {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    const [hour, minute, second = 0] = time.split(':').map(Number) as [number, number, number?];
    return new Date(new TZDate(year, month - 1, day, hour, minute, Math.floor(second), this.timeZone).getTime());
  }

  /** An instant so many clock hours later, the hours of non-working days not counted. */
  addHoursOfWorkingDays(instant: Date, hours: number): Date {
    let left = hours * 3_600_000;
    let now = instant.getTime();
    for (let date = this.dateOf(instant); ; date = this.nextDate(date)) {
      const midnight = this.midnightAfter(date);
      if (this.isWorkingDay(date)) {
        if (left <= midnight - now) {
          return new Date(now + left);
        }
        left -= midnight - now;
      }
      now = midnight;
    }
  }

  /** The first working day from a date on, the date itself if it is one. */
  workingDayFrom(date: string): string {
    return this.isWorkingDay(date) ? date : this.workingDayAfter(date, 1);
  }

  /** Whole minutes from one instant to another, those of non-working days not counted; negative when the other is before. */
  minutesOfWorkingDays(from: Date, to: Date): number {
    if (to < from) return -this.minutesOfWorkingDays(to, from);
    let sum = 0;
    let now = from.getTime();
    for (let date = this.dateOf(from); now < to.getTime(); date = this.nextDate(date)) {
      const end = Math.min(this.midnightAfter(date), to.getTime());
      if (this.isWorkingDay(date)) sum += end - now;
      now = end;
    }
    return Math.floor(sum / MINUTE_MS);
  }

  private midnightAfter(date: string): number {
    return kept(this.midnights, date, () => this.at(this.nextDate(date), '00:00').getTime());
  }

  private nextDate(date: string): string {
    return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  }
}
