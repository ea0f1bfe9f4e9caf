import { termsOf } from './terms';

/** What of an article is searched. */
export interface SearchedArticle {
  title: string;
  questions: readonly string[];
  answer: string;
}

/** An article taken apart once, so that a search compares terms only. */
export interface ArticleTerms {
  /** The title, then each known question. */
  questions: string[][];
  whole: Set<string>;
}

/** How much a term counts: one that is in few articles says more. */
export type TermWeight = (term: string) => number;

/** How well an article fits: `score` 0..1 ranks, `covered` 0..1 says how much of a known question the text holds. */
export interface Fit {
  score: number;
  covered: number;
}

/** Shares of the best question, of the title and of the whole article in the score. */
const QUESTION = 0.5;
const TITLE = 0.2;
const WHOLE = 0.3;

/** Takes an article apart. */
export function articleTerms({ title, questions, answer }: SearchedArticle): ArticleTerms {
  return {
    questions: [title, ...questions].map(termsOf),
    whole: new Set(termsOf([title, ...questions, answer].join('\n'))),
  };
}

/** Weight of a term that `inArticles` of `articles` hold (inverse document frequency, never zero). */
export function weightOf(inArticles: number, articles: number): number {
  return Math.log(1 + (articles - inArticles + 0.5) / (inArticles + 0.5));
}

/** How well an article fits the terms of a text. */
export function fitOf(article: ArticleTerms, terms: readonly string[], weight: TermWeight): Fit {
  const wanted = new Set(terms);
  const total = (of: Iterable<string>, power = 1): number => {
    let sum = 0;
    for (const term of of) sum += weight(term) ** power;
    return sum;
  };
  const alike = (question: readonly string[]): number => {
    const norm = Math.sqrt(total(terms, 2) * total(question, 2));
    const both = question.filter((term) => wanted.has(term));
    return norm > 0 ? total(both, 2) / norm : 0;
  };
  const share = (of: readonly string[], held: ReadonlySet<string>): number => {
    const all = total(of);
    return all > 0 ? total(of.filter((term) => held.has(term))) / all : 0;
  };
  const best = Math.max(...article.questions.map(alike));
  return {
    score: QUESTION * best + TITLE * alike(article.questions[0]!) + WHOLE * share(terms, article.whole),
    covered: Math.max(...article.questions.map((question) => share(question, wanted))),
  };
}
