import { type CalendarOverrides, WorkingCalendar } from './working-calendar';

const made = new WeakMap<CalendarOverrides, WorkingCalendar>();

/** The calendar of a body: its zone, with what it changes of the State Council's arrangement (config/holidays.yaml). */
export function workingCalendarOf({
  timeZone,
  calendarOverrides,
}: {
  timeZone: string;
  calendarOverrides: CalendarOverrides;
}): WorkingCalendar {
  // overrides are an object of their own with each reading of the configuration
  let calendar = made.get(calendarOverrides);
  if (calendar?.timeZone !== timeZone) {
    calendar = new WorkingCalendar(timeZone, calendarOverrides);
    made.set(calendarOverrides, calendar);
  }
  return calendar;
}
