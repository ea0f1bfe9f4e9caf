/** A rule of the documents by which a request is refused: its document and article, as the problem names them. */
export interface RuleSource {
  document: 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8' | 'D9';
  article: string;
  /** Stable code of the article, for machines. */
  id: string;
}

const of = (document: RuleSource['document'], article: string, id: string): RuleSource => ({ document, article, id });

/** Where each rule on time stands in the documents, by the rule's name; docs/rules.md lists them with their tests. */
export const TIME_RULES = {
  'return-too-late': of('D5', '一(二)', 'D5-1-2'),
  'return-only-once': of('D5', '一(二)', 'D5-1-2'),
  'return-incomplete': of('D5', '一(二)', 'D5-1-2'),
  'return-may-be-reviewed': of('D5', '一(二)', 'D5-1-2'),
  'extension-incomplete': of('D5', '一(四)', 'D5-1-4'),
  'extension-too-late': of('D5', '一(四)', 'D5-1-4'),
  'extension-force-majeure-only': of('D5', '一(四)1', 'D5-1-4-1'),
  'extension-used-up': of('D5', '一(四)', 'D5-1-4'),
  'extension-too-long': of('D5', '一(四)', 'D5-1-4'),
  'extension-statutory': of('D5', '一(四)3', 'D5-1-4-3'),
  'extension-beyond-parent': of('D6', '第五条', 'D6-5'),
  'extension-none': of('D7', '第四条', 'D7-4'),
  'extension-within-limits': of('D5', '一(四)', 'D5-1-4'),
} as const satisfies Record<string, RuleSource>;

export type TimeRule = keyof typeof TIME_RULES;

/** The article of a rule; limits of urgent matters and of the others stand under their own numbers (D5 一(四)1, 2). */
export function sourceOf(rule: TimeRule, urgent = false): RuleSource {
  const source = TIME_RULES[rule];
  if (rule !== 'extension-used-up' && rule !== 'extension-too-long') return source;
  return of('D5', urgent ? '一(四)1' : '一(四)2', urgent ? 'D5-1-4-1' : 'D5-1-4-2');
}
