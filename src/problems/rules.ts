import type { RuleSource } from '../time-limits';
import type { ProblemCode } from './catalogue';

/** Where a refusal that is no rule on time stands in the documents, by the problem's code; TIME_RULES has those on time. */
export const PROBLEM_RULES: Partial<Record<ProblemCode, RuleSource>> = {
  'case-closed': { document: 'D1', article: '一(一)6', id: 'D1-1-1-6' },
  'exclusion-not-allowed': { document: 'D1', article: '一(二)', id: 'D1-1-2' },
  'intake-incomplete': { document: 'D1', article: '一(一)1', id: 'D1-1-1-1' },
  'not-own-case': { document: 'D6', article: '第三条', id: 'D6-3' },
};
