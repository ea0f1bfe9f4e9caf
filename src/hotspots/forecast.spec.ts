import { forecastVolume } from './forecast';

const week = [40, 38, 42, 39, 41, 12, 9];
const weeks = (count: number, of: (day: number) => number) =>
  Array.from({ length: count * 7 }, (_, day) => Math.max(0, Math.round(of(day))));
/** Repeatable noise. */
const noise = (day: number) => ((Math.imul(day + 1, 2654435761) >>> 0) / 2 ** 32 - 0.5) * 12;

describe('the forecast of daily volume', () => {
  it('knows the weekend', () => {
    const { days } = forecastVolume(
      weeks(12, (day) => week[day % 7]!),
      7,
    );
    days.forEach((value, day) => expect(Math.abs(value - week[day]!)).toBeLessThan(1));
  });

  it('is better than last week told again where days are noisy', () => {
    const { error, naiveError } = forecastVolume(
      weeks(26, (day) => week[day % 7]! + noise(day)),
      7,
    );
    expect(error).toBeLessThan(naiveError);
  });

  it('follows a level that has risen', () => {
    const { days } = forecastVolume(
      weeks(20, (day) => week[day % 7]! * (day < 70 ? 1 : 2)),
      7,
    );
    expect(days[0]!).toBeGreaterThan(week[0]! * 1.8);
  });

  it('says what last week said where there is little past', () => {
    expect(forecastVolume(week, 7).days).toEqual(week);
  });

  it.each([
    ['no past', []],
    ['one day', [3]],
    ['nothing but quiet days', Array<number>(100).fill(0)],
  ])('gives numbers of cases for %s', (_name, past) => {
    const { days, error } = forecastVolume(past, 3);
    expect(days).toHaveLength(3);
    expect([...days, error].every((value) => value >= 0)).toBe(true);
  });
});
