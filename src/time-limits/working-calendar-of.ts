import { WorkingCalendar } from './working-calendar';

/** The calendar of a body: its zone, with what it changes of the State Council's arrangement (config/holidays.yaml). */
export function workingCalendarOf(config: {
  timeZone: string;
  calendarOverrides: Readonly<Record<string, boolean>>;
}): WorkingCalendar {
  return new WorkingCalendar(config.timeZone, config.calendarOverrides);
}
