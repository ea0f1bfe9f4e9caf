import { retentionOf } from './retention';

const years = { ordinary: 10, important: 30 };
const plain = { instructed: false, hot: false, major: false };
const until = (found: typeof plain, archivedAt: string) => {
  const { retention, retainUntil } = retentionOf(found, new Date(archivedAt), years, 'Asia/Shanghai');
  return [retention, retainUntil.toISOString()];
};
const newYear = (year: number): string => new Date(`${year}-01-01T00:00:00+08:00`).toISOString();

describe('how long an archive is kept (立卷归档, D1 一(一)6)', () => {
  it.each([
    [
      'an ordinary case: ten years from the next new year',
      plain,
      '2026-03-02T10:00:00+08:00',
      ['ordinary', newYear(2037)],
    ],
    [
      'an instructed case: thirty',
      { ...plain, instructed: true },
      '2026-03-02T10:00:00+08:00',
      ['important', newYear(2057)],
    ],
    ['a hot case: thirty', { ...plain, hot: true }, '2026-03-02T10:00:00+08:00', ['important', newYear(2057)]],
    ['a major emergency: thirty', { ...plain, major: true }, '2026-03-02T10:00:00+08:00', ['important', newYear(2057)]],
    [
      'filed in the last second of a year: of that year',
      plain,
      '2026-12-31T23:59:59+08:00',
      ['ordinary', newYear(2037)],
    ],
    ['filed at new year: of the year that begins', plain, '2027-01-01T00:00:00+08:00', ['ordinary', newYear(2038)]],
  ])('%s', (_why, found, archivedAt, expected) => {
    expect(until(found, archivedAt)).toEqual(expected);
  });
});
