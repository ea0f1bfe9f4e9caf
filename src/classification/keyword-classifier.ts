import { Injectable } from '@nestjs/common';
import { HotlineConfig } from '../config/hotline-config';
import type { LabelScheme } from '../config/schema';
import { ArticleFinder } from '../knowledge/article-finder';
import { type Because, type CaseText, Classifier, type Proposal } from './classifier';
import { Topics } from './topics';

/** What speaks for no value in particular: with one short phrase for a value, its probability is a half. */
const DOUBT = 4;
/** A phrase of the label scheme says less of the category than one that was chosen for the category. */
const SCHEME_WEIGHT = 0.5;
/** How sure a level is that is read from a phrase, and that none was found. */
const LEVEL_FOUND = 0.9;
const LEVEL_NOT_FOUND = 0.8;
/** How sure an area is that is named in full, or by a shorter name that may be something else's. */
const FULL_NAME = 0.98;
const SHORT_NAME = 0.85;

/** A value with what speaks for it. */
interface Speaking {
  value: string;
  words: string[];
  score: number;
}

/**
 * The model that the product brings: type, category, topic, urgency and place by key phrases that the project wrote
 * (config/classification.yaml, label-scheme.yaml, areas.yaml); a longer phrase weighs more.
 */
@Injectable()
export class KeywordClassifier extends Classifier {
  private built: { scheme: LabelScheme; topics: Topics } | undefined;

  constructor(
    private readonly config: HotlineConfig,
    private readonly knowledge: ArticleFinder,
  ) {
    super();
  }

  /** The label scheme, prepared again only when another one holds. */
  private get topics(): Topics {
    const scheme = this.config.labelScheme;
    if (this.built?.scheme !== scheme) this.built = { scheme, topics: new Topics(scheme) };
    return this.built.topics;
  }

  async classify({ title, content }: CaseText): Promise<Proposal> {
    const text = `${title ?? ''}\n${content}`;
    const phrases = this.config.keyPhrases;
    const caseType = best('caseType', speaking(phrases.caseType, text), 'help');
    const category = this.categoryOf(text);
    const topic = this.topicOf(text, category.value);
    const urgent = found(phrases.urgent, text);
    const level = this.levelOf(text);
    const area = this.areaOf(text);
    const major = found(phrases.major, text);
    const hot = found(phrases.hot, text);
    const article = caseType.value === 'consult' ? await this.knowledge.best(text, this.config.answersFrom) : undefined;
    const because: Because[] = [caseType, category, ...(topic ? [topic] : []), level];
    const says = (part: Because['part'], value: string, words: string[], probability = LEVEL_FOUND): void => {
      because.push({ part, value, probability, words });
    };
    if (urgent.length > 0) says('urgency', 'urgent', urgent);
    else says('urgency', 'normal', [], LEVEL_NOT_FOUND);
    if (area) because.push(area);
    if (major.length > 0) says('major', 'true', major);
    if (hot.length > 0) says('hot', 'true', hot);
    if (article) because.push({ part: 'answerable', value: article.code, probability: article.covered, words: [] });
    return {
      caseType: caseType.value,
      category: category.value,
      topic: topic?.value ?? null,
      urgency: urgent.length > 0 ? 'urgent' : 'normal',
      responseLevel: level.value as Proposal['responseLevel'],
      area: area?.value ?? null,
      confidence: Math.min(caseType.probability, category.probability),
      hot: hot.length > 0,
      major: major.length > 0,
      answerable: article !== undefined,
      because,
    };
  }

  private categoryOf(text: string): Because {
    const own = speaking(this.config.keyPhrases.category, text);
    for (const { category, score, words } of this.topics.find(text)) {
      const entry = own.find(({ value }) => value === category);
      if (!entry) continue;
      entry.score += score * SCHEME_WEIGHT;
      entry.words = [...new Set([...entry.words, ...words])];
    }
    return best('category', own, this.config.categories[0]!.code);
  }

  /** The topic below a category. */
  topicOf(text: string, category: string): Because | undefined {
    const all = this.topics.find(text).filter((topic) => topic.category === category);
    if (all.length === 0) return undefined;
    return best(
      'topic',
      all.map(({ topic, score, words }) => ({ value: topic, score, words })),
      '',
    );
  }

  /** The four levels of D7 第四条: what endangers goes before utilities, these before what is complex. */
  private levelOf(text: string): Because {
    for (const level of ['emergency', 'utility', 'complex'] as const) {
      const words = found(this.config.keyPhrases.responseLevel[level], text);
      if (words.length > 0) return { part: 'responseLevel', value: level, probability: LEVEL_FOUND, words };
    }
    return { part: 'responseLevel', value: 'general', probability: LEVEL_NOT_FOUND, words: [] };
  }

  /** The smallest area that the text names; the others that it names are the alternatives. */
  private areaOf(text: string): Because | undefined {
    const named = this.config.areas.flatMap((area) => {
      const word = [area.name, ...area.aliases].find((name) => text.includes(name));
      return word ? [{ code: area.code, word, sure: word === area.name ? FULL_NAME : SHORT_NAME }] : [];
    });
    const parents = new Set(this.config.areas.flatMap((area) => area.parent ?? []));
    const smallest = named.filter(({ code }) => !parents.has(code));
    const among = smallest.length > 0 ? smallest : named;
    const [first, ...others] = among;
    if (!first) return undefined;
    return {
      part: 'area',
      value: first.code,
      probability: first.sure / among.length,
      words: [first.word],
      alternatives: others.map(({ code, sure }) => ({ value: code, probability: sure / among.length })),
    };
  }
}

function found(phrases: readonly string[], text: string): string[] {
  return phrases.filter((phrase) => text.includes(phrase));
}

function speaking(values: Record<string, string[]>, text: string): Speaking[] {
  return Object.entries(values).map(([value, phrases]) => {
    const words = found(phrases, text);
    return { value, words, score: words.reduce((sum, word) => sum + word.length ** 2, 0) };
  });
}

function best(part: Because['part'], scored: Speaking[], otherwise: string): Because {
  const ranked = [...scored].sort((one, other) => other.score - one.score);
  const [top, ...others] = ranked;
  if (!top || top.score === 0) return { part, value: otherwise, probability: 0, words: [] };
  const total = scored.reduce((sum, { score }) => sum + score, DOUBT);
  return {
    part,
    value: top.value,
    probability: top.score / total,
    words: [...top.words].sort((one, other) => other.length - one.length),
    alternatives: others
      .filter(({ score }) => score > 0)
      .slice(0, 2)
      .map(({ value, score }) => ({ value, probability: score / total })),
  };
}
