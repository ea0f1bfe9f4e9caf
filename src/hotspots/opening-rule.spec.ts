import { join } from 'node:path';
import { HotlineConfig } from '../config/hotline-config';
import { openingRule } from './opening-rule';

const { rules } = HotlineConfig.load(join(process.cwd(), 'config')).similarity;

describe('what a hot spot opens by itself', () => {
  it.each([
    ['complaints about a window are a rectification', 6, 6, ['政务大厅窗口态度恶劣'], 'rectification'],
    ['few complaints about a window are a person’s decision', 4, 9, ['政务大厅窗口态度恶劣'], undefined],
    ['many cases of one matter are supervised', 12, 15, ['搅拌站噪音扰民'], 'supervision'],
    ['many old cases that nobody adds to are not', 12, 3, ['搅拌站噪音扰民'], undefined],
    ['a small matter is not', 3, 20, ['搅拌站噪音扰民'], undefined],
  ])('%s', (_name, cases, heat, texts, opens) => {
    expect(openingRule({ cases, heat, texts, category: null }, rules)?.opens).toBe(opens);
  });

  it('a rule for some categories leaves the others alone', () => {
    const rule = { ...rules[0]!, words: [], categories: ['environment'] };
    expect(openingRule({ cases: 9, heat: 9, texts: [], category: 'education' }, [rule])).toBeUndefined();
    expect(openingRule({ cases: 9, heat: 9, texts: [], category: 'environment' }, [rule])).toBe(rule);
  });
});
