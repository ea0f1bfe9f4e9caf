import { matchesPattern } from './form-pattern';

describe('the pattern of a form field', () => {
  it.each([
    ['a match', '^[0-9]{4}$', '2026', true],
    ['no match', '^[0-9]{4}$', '20267', false],
    ['characters beyond ASCII', '^[\u4e00-\u9fa5]+$', '云湖', true],
    ['no pattern at all', '([', '2026', false],
    // 2^40 ways to try: without the limit this test does not end
    ['one that runs away', '^(a+)+$', `${'a'.repeat(40)}!`, false],
  ])('%s', (_what, pattern, value, matches) => {
    expect(matchesPattern(pattern, value)).toBe(matches);
  });
});
