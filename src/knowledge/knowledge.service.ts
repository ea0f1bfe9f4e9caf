import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import type { Article } from '../config/schema';

/** An article that fits a text, and how well (0..1: the share of a known question that the text holds). */
export interface FoundArticle {
  code: string;
  title: string;
  answer: string;
  score: number;
}

/** Below this share of a question's pairs of characters, a text is not that question. */
const FITS = 0.6;

/** The knowledge base (知识库, D1 一(一)2(1)): articles found by the questions that citizens ask. */
@Injectable()
export class KnowledgeService {
  constructor(
    private readonly config: HotlineConfig,
    private readonly clock: Clock,
  ) {}

  /** Valid articles that fit a text, best first. */
  search(text: string, limit = 3): FoundArticle[] {
    const today = format(this.clock.now(), 'yyyy-MM-dd', { in: tz(this.config.timeZone) });
    const pairs = pairsOf(text);
    return this.config.articles
      .filter((article) => article.validFrom <= today && (!article.validTo || today <= article.validTo))
      .map((article) => ({
        code: article.code,
        title: article.title,
        answer: article.answer,
        score: fit(article, pairs),
      }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score)
      .slice(0, limit);
  }

  /** The article that answers a text, if one surely does. */
  best(text: string): FoundArticle | undefined {
    const [top] = this.search(text, 1);
    return top && top.score >= FITS ? top : undefined;
  }
}

function fit(article: Article, pairs: Set<string>): number {
  return Math.max(
    ...[article.title, ...article.questions].map((question) => {
      const wanted = [...pairsOf(question)];
      return wanted.filter((pair) => pairs.has(pair)).length / Math.max(wanted.length, 1);
    }),
  );
}

/** Pairs of neighbouring characters: Chinese needs no word boundaries to be compared so. */
function pairsOf(text: string): Set<string> {
  const characters = [...text.replace(/[\s\p{P}]/gu, '')];
  return new Set(characters.slice(1).map((character, index) => characters[index]! + character));
}
