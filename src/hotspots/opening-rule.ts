import type { HotSpotRule } from '../config/schema';

/** What a rule looks at. */
export interface Hot {
  heat: number;
  cases: number;
  category: string | null;
  texts: readonly string[];
}

/** The first rule of config/similarity.yaml that a hot matter fulfils; nothing where a person decides (D1 一(一)4, D8). */
export function openingRule(matter: Hot, rules: readonly HotSpotRule[]): HotSpotRule | undefined {
  return rules.find(
    (rule) =>
      matter.cases >= rule.minimumCases &&
      matter.heat >= rule.minimumHeat &&
      (rule.categories.length === 0 || rule.categories.includes(matter.category ?? '')) &&
      (rule.words.length === 0 || matter.texts.some((text) => rule.words.some((word) => text.includes(word)))),
  );
}
