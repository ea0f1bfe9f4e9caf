import { hotlineZone } from '../../components/today';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of the hotline that is so many days after an instant, in milliseconds, as month and day. */
export function dayAfter(instant: number, days: number, language: string): string {
  return new Date(instant + days * DAY_MS).toLocaleDateString(language, {
    timeZone: hotlineZone(),
    month: 'numeric',
    day: 'numeric',
  });
}
