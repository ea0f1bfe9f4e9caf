import { HEAT_ROWS } from './heat.cases';
import { heatOf } from './heat';

const FIGURES = { windowDays: 30, halfLifeDays: 7, growthWeight: 1, supportWeight: 0.5 };
const heats = new Map(HEAT_ROWS.map((row) => [row.name, heatOf(row, FIGURES)]));

describe('the heat of a matter', () => {
  it.each(HEAT_ROWS.filter(({ hotterThan }) => hotterThan))('$name is hotter than $hotterThan', (row) => {
    expect(heats.get(row.name)!.heat).toBeGreaterThan(heats.get(row.hotterThan!)!.heat);
  });

  it('a case counts half after the half-life', () => {
    expect(heatOf({ ages: [7], before: 0, urges: 0 }, FIGURES).recentCases).toBe(0.5);
  });

  it('what does not rise gains nothing from growth', () => {
    const { heat, recentCases, growth } = heats.get('three cases today that went on for long')!;
    expect(growth).toBeLessThan(1);
    expect(heat).toBe(recentCases);
  });

  it('a case dated in the future counts as one of today', () => {
    expect(heatOf({ ages: [-3], before: 0, urges: 0 }, FIGURES).recentCases).toBe(1);
  });
});
