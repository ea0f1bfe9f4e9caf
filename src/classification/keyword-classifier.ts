import { Injectable } from '@nestjs/common';
import { HotlineConfig } from '../config/hotline-config';
import { ArticleFinder } from '../knowledge/article-finder';
import { type Because, type CaseText, Classifier, type Proposal } from './classifier';

/** What speaks for no value in particular: with one short phrase for a value, its probability is a half. */
const DOUBT = 4;

/** Type, category, urgency and area by key phrases (config/classification.yaml, areas.yaml); a longer phrase weighs more. */
@Injectable()
export class KeywordClassifier extends Classifier {
  constructor(
    private readonly config: HotlineConfig,
    private readonly knowledge: ArticleFinder,
  ) {
    super();
  }

  async classify({ title, content }: CaseText): Promise<Proposal> {
    const text = `${title ?? ''}\n${content}`;
    const phrases = this.config.keyPhrases;
    const caseType = best('caseType', phrases.caseType, text, 'help');
    const category = best('category', phrases.category, text, this.config.categories[0]!.code);
    const urgent = found(phrases.urgent, text);
    const level = this.levelOf(text);
    const area = this.areaOf(text);
    const major = found(phrases.major, text);
    const hot = found(phrases.hot, text);
    const article = caseType.value === 'consult' ? await this.knowledge.best(text) : undefined;
    const because: Because[] = [caseType, category, level];
    const says = (part: Because['part'], value: string, words: string[]): void => {
      because.push({ part, value, probability: 1, words });
    };
    if (urgent.length > 0) says('urgency', 'urgent', urgent);
    if (area) says('area', area.code, [area.word]);
    if (major.length > 0) says('major', 'true', major);
    if (hot.length > 0) says('hot', 'true', hot);
    if (article) because.push({ part: 'answerable', value: article.code, probability: article.covered, words: [] });
    return {
      caseType: caseType.value,
      category: category.value,
      urgency: urgent.length > 0 ? 'urgent' : 'normal',
      responseLevel: level.value as Proposal['responseLevel'],
      area: area?.code ?? null,
      confidence: Math.min(caseType.probability, category.probability),
      hot: hot.length > 0,
      major: major.length > 0,
      answerable: article !== undefined,
      because,
    };
  }

  /** The four levels of D7 第四条: what endangers goes before utilities, these before what is complex. */
  private levelOf(text: string): Because {
    for (const level of ['emergency', 'utility', 'complex'] as const) {
      const words = found(this.config.keyPhrases.responseLevel[level], text);
      if (words.length > 0) return { part: 'responseLevel', value: level, probability: 1, words };
    }
    return { part: 'responseLevel', value: 'general', probability: 1, words: [] };
  }

  /** The smallest area that the text names. */
  private areaOf(text: string): { code: string; word: string } | undefined {
    const named = this.config.areas.flatMap((area) => {
      const word = [area.name, ...area.aliases].find((name) => text.includes(name));
      return word ? [{ code: area.code, word }] : [];
    });
    const parents = new Set(this.config.areas.flatMap((area) => area.parent ?? []));
    return named.find(({ code }) => !parents.has(code)) ?? named[0];
  }
}

function found(phrases: readonly string[], text: string): string[] {
  return phrases.filter((phrase) => text.includes(phrase));
}

function best(part: Because['part'], values: Record<string, string[]>, text: string, otherwise: string): Because {
  const scored = Object.entries(values).map(([value, phrases]) => {
    const words = found(phrases, text);
    return { value, words, score: words.reduce((sum, word) => sum + word.length ** 2, 0) };
  });
  const top = scored.reduce((one, other) => (other.score > one.score ? other : one));
  if (top.score === 0) return { part, value: otherwise, probability: 0, words: [] };
  const total = scored.reduce((sum, { score }) => sum + score, DOUBT);
  return { part, value: top.value, probability: top.score / total, words: top.words };
}
