import type { Article } from '../config/schema';
import { ArticleFinder, type FoundArticle } from './article-finder';
import { articleTerms, fitOf, weightOf } from './rank-articles';
import { termsOf } from './terms';

/** The articles of config/knowledge.yaml in memory: what a command line without a database answers from. */
export class ShippedArticles extends ArticleFinder {
  private readonly articles: { article: Article; terms: ReturnType<typeof articleTerms> }[];
  private readonly counts = new Map<string, number>();

  /** Articles that are valid on a local day (yyyy-MM-dd). */
  constructor(articles: readonly Article[], today: string) {
    super();
    this.articles = articles
      .filter(({ validFrom, validTo }) => validFrom <= today && (!validTo || today <= validTo))
      .map((article) => ({ article, terms: articleTerms(article) }));
    for (const { terms } of this.articles) {
      for (const term of terms.whole) this.counts.set(term, (this.counts.get(term) ?? 0) + 1);
    }
  }

  search(text: string, limit = 3): Promise<FoundArticle[]> {
    const terms = termsOf(text);
    const weight = (term: string): number => weightOf(this.counts.get(term) ?? 0, this.articles.length);
    const found = this.articles
      .map(({ article: { code, title, category, answer, steps }, terms: own }) => {
        return { code, title, category, answer, steps: steps ?? null, ...fitOf(own, terms, weight) };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score);
    return Promise.resolve(found.slice(0, limit));
  }
}
