import { factsOf, factsWith, isPressing } from './press-facts';
import { SUPERVISION_GROUNDS } from './supervision.entity';

const nothing = { hot: false, instructed: false, mediaExposed: false, overdue: false };

describe('facts that press a case (D1 一(一)4)', () => {
  it.each([
    ['hot-issue', { ...nothing, hot: true }],
    ['leader-instruction', { ...nothing, instructed: true }],
    ['media-exposure', { ...nothing, mediaExposed: true }],
    ['overdue', { ...nothing, overdue: true }],
  ] as const)('who asks on the ground %s states its fact, and no other', (ground, facts) => {
    expect(factsOf(ground)).toEqual(facts);
  });

  it('every ground has a fact', () => {
    expect(SUPERVISION_GROUNDS.filter((ground) => !isPressing(factsOf(ground)))).toEqual([]);
  });

  it('where nothing is true there is nothing to decide on', () => {
    expect(isPressing(factsWith({}))).toBe(false);
    expect(isPressing(factsWith({ hot: false }))).toBe(false);
  });
});
