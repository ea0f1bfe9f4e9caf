import { evaluate, unaryTest } from './feel';
import { matchesPattern } from './form-pattern';
import { RanAway } from './within-time';

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

describe('FEEL of forms and tables', () => {
  it('comes to its value', () => {
    expect(evaluate('count(for i in 1..3 return i * n)', { n: 2 })).toBe(3);
    expect(unaryTest('> 2', { '?': 3 })).toBe(true);
  });

  it('is broken off when it runs away, and the app goes on', () => {
    const runsAway = 'count(for a in 1..10000, b in 1..10000, c in 1..10000 return a * b * c)';
    expect(() => evaluate(runsAway, {}, 200)).toThrow(RanAway);
    expect(() => unaryTest(`? > ${runsAway}`, { '?': 3 }, 200)).toThrow(RanAway);
    expect(evaluate('1 + 1', {})).toBe(2);
  });

  it.each([
    'constructor.constructor("return process")()',
    'a.constructor.constructor("return 1 + 1")()',
    'constructor.defineProperty(constructor.getPrototypeOf(a), "polluted", { value: 1 })',
    'process.exit()',
    'require("node:fs")',
  ])('calls nothing of JavaScript: %s', (expression) => {
    let value: unknown = null;
    try {
      value = evaluate(expression, { a: {} });
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    expect(value).toBeNull();
    expect({}).not.toHaveProperty('polluted');
  });
});
