import { assess, type UnitCounts } from './assessment';

const weights = { onTime: 30, signIn: 15, returns: 10, satisfaction: 30, redo: 15 };
const unit = (name: string, counts: Partial<UnitCounts> = {}): UnitCounts => ({
  unit: name,
  due: 0,
  onTime: 0,
  signInDue: 0,
  signedInOnTime: 0,
  issued: 0,
  returned: 0,
  surveyed: 0,
  satisfied: 0,
  redone: 0,
  ...counts,
});
const perfect = { due: 10, onTime: 10, signInDue: 10, signedInOnTime: 10, issued: 10, surveyed: 10, satisfied: 10 };

describe('the assessment of units (考核, D3 第八条)', () => {
  it.each([
    ['everything in time and everybody satisfied', perfect, 100],
    ['nothing in time: its 30 points are lost', { ...perfect, onTime: 0 }, 70],
    ['half signed in to in time: half of 15 points are lost', { ...perfect, signedInOnTime: 5 }, 92.5],
    ['every order sent back: its 10 points are lost', { ...perfect, returned: 10 }, 90],
    ['sent back twice is no worse than sent back', { ...perfect, returned: 20 }, 90],
    ['nobody satisfied and all handled again: 45 points are lost', { ...perfect, satisfied: 0, redone: 10 }, 55],
    [
      'nobody asked yet: what can be measured keeps its proportions',
      { ...perfect, surveyed: 0, satisfied: 0, onTime: 5 },
      72.73,
    ],
  ])('%s', (_name, counts, score) => {
    expect(assess([unit('one', counts)], weights)[0]!.score).toBeCloseTo(score, 2);
  });

  it('a unit with nothing to measure has no score and stands last', () => {
    const ranked = assess([unit('idle'), unit('busy', perfect)], weights);
    expect(ranked.map(({ unit, rank, score }) => [unit, rank, score])).toEqual([
      ['busy', 1, 100],
      ['idle', 2, null],
    ]);
  });

  it('equal scores share a rank, and the next one is as many places lower', () => {
    const half = { ...perfect, onTime: 5 };
    const ranked = assess(
      [unit('b', half), unit('a', half), unit('c', perfect), unit('d', { ...perfect, onTime: 0 })],
      weights,
    );
    expect(ranked.map(({ unit, rank }) => [unit, rank])).toEqual([
      ['c', 1],
      ['a', 2],
      ['b', 2],
      ['d', 4],
    ]);
  });

  it('follows the weights: where only satisfaction counts, only satisfaction counts', () => {
    const only = { onTime: 0, signIn: 0, returns: 0, satisfaction: 100, redo: 0 };
    expect(assess([unit('one', { ...perfect, onTime: 0, satisfied: 4 })], only)[0]!.score).toBe(40);
  });
});
