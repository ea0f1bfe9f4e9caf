import { nextAttemptAt } from './next-attempt';

const zone = 'Asia/Shanghai';
const day = { from: '09:00', until: '20:00' };
const at = (attempted: string, retryHours: number): string =>
  nextAttemptAt(new Date(`${attempted}+08:00`), retryHours, day, zone).toISOString();
const local = (time: string): string => new Date(`${time}+08:00`).toISOString();

describe('when a citizen who was not reached is tried again (D1 一(一)5)', () => {
  it.each([
    ['a day later, the same time', '2026-03-02T10:15:00', 24, '2026-03-03T10:15:00'],
    ['two hours later within the calling hours', '2026-03-02T10:00:00', 2, '2026-03-02T12:00:00'],
    ['the last minute of the calling hours is one', '2026-03-02T17:59:00', 2, '2026-03-02T19:59:00'],
    ['their end is none: it waits for the morning', '2026-03-02T18:00:00', 2, '2026-03-03T09:00:00'],
    ['past midnight waits for the morning of that day', '2026-03-02T23:30:00', 2, '2026-03-03T09:00:00'],
    ['their beginning is one', '2026-03-02T07:00:00', 2, '2026-03-02T09:00:00'],
    ['a minute before they begin waits that minute', '2026-03-02T06:59:00', 2, '2026-03-02T09:00:00'],
    ['the evening of New Year’s Eve waits for the new year', '2026-12-31T19:30:00', 1, '2027-01-01T09:00:00'],
    ['half an hour is a time like any other', '2026-03-02T10:00:00', 0.5, '2026-03-02T10:30:00'],
  ])('%s', (_why, attempted, retryHours, expected) => {
    expect(at(attempted, retryHours)).toBe(local(expected));
  });
});
