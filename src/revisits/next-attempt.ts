import { TZDate, tz } from '@date-fns/tz';
import { addDays, format } from 'date-fns';

/** When a citizen may be phoned, in the body's local time. */
export interface CallingHours {
  from: string;
  until: string;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * When the citizen is tried again (D1 一(一)5: 及时向来电人核实): `retryHours` clock hours after the attempt that did not
 * reach them, and never outside the calling hours; what falls before or after them waits until they begin.
 */
export function nextAttemptAt(attempted: Date, retryHours: number, hours: CallingHours, timeZone: string): Date {
  const wanted = new Date(attempted.getTime() + retryHours * HOUR_MS);
  const time = format(wanted, 'HH:mm', { in: tz(timeZone) });
  if (time >= hours.from && time < hours.until) return wanted;
  const local = new TZDate(wanted.getTime(), timeZone);
  const day = time < hours.from ? local : addDays(local, 1);
  const [hour, minute] = hours.from.split(':').map(Number);
  return new Date(
    new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hour!, minute!, 0, 0, timeZone).getTime(),
  );
}
