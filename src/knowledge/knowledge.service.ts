import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { ArticleFinder, type FoundArticle } from './article-finder';
import { type ArticleTerms, articleTerms, fitOf, weightOf } from './rank-articles';
import { termsOf } from './terms';

/** How many of a text's rarest terms articles are fetched by, and how many articles are ranked. */
const RAREST = 24;
const RANKED = 200;
/** How many articles are kept taken apart. */
const KEPT = 5000;

interface Row {
  id: string;
  code: string;
  title: string;
  category: string;
  questions: string[];
  answer: string;
  steps: string | null;
}

/** Published versions that are valid on the day $1. */
const IN_FORCE = `state = 'published' AND valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)`;

/** The knowledge base (知识库, D1 一(一)2(1)): PostgreSQL fetches by the rarest terms of a text, what is fetched is ranked here. */
@Injectable()
export class KnowledgeService extends ArticleFinder {
  private readonly takenApart = new Map<string, ArticleTerms>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
  ) {
    super();
  }

  /** Articles in force that fit a text, best first. */
  async search(text: string, limit = 3, category?: string): Promise<FoundArticle[]> {
    const terms = termsOf(text);
    if (terms.length === 0) return [];
    const today = this.today();
    const counted: { term: string | null; articles: number }[] = await this.dataSource.query(
      `SELECT term, count(*)::int AS articles FROM knowledge_version, unnest(terms) AS term
       WHERE ${IN_FORCE} AND terms && $2 AND term = ANY ($2) GROUP BY term
       UNION ALL SELECT NULL, count(*)::int FROM knowledge_version WHERE ${IN_FORCE}`,
      [today, terms],
    );
    const all = counted.find(({ term }) => term === null)!.articles;
    const counts = new Map(counted.map(({ term, articles }) => [term, articles]));
    const weight = (term: string): number => weightOf(counts.get(term) ?? 0, all);
    const rarest = terms
      .filter((term) => counts.has(term))
      .sort((one, other) => counts.get(one)! - counts.get(other)!)
      .slice(0, RAREST);
    const rows: Row[] = await this.dataSource.query(
      `SELECT id, code, title, category, questions, answer, steps FROM knowledge_version
       WHERE ${IN_FORCE} AND terms && $2 AND ($3::text IS NULL OR category = $3)
       ORDER BY cardinality(ARRAY(SELECT unnest(terms) INTERSECT SELECT unnest($2::text[]))) DESC, code LIMIT ${RANKED}`,
      [today, rarest, category ?? null],
    );
    return rows
      .map(({ id, questions, ...article }) => {
        return { ...article, ...fitOf(this.termsOfVersion(id, { ...article, questions }), terms, weight) };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score)
      .slice(0, limit);
  }

  /** The article of a code as it is in force today; null when there is none. */
  async inForce(code: string): Promise<Row | null> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT id, code, title, category, questions, answer, steps FROM knowledge_version
       WHERE ${IN_FORCE} AND code = $2 ORDER BY version DESC LIMIT 1`,
      [this.today(), code],
    );
    return rows[0] ?? null;
  }

  /** The local day. */
  today(): string {
    return format(this.clock.now(), 'yyyy-MM-dd', { in: tz(this.config.timeZone) });
  }

  /** A version never changes once it is published, so it is taken apart once. */
  private termsOfVersion(id: string, article: Pick<Row, 'title' | 'questions' | 'answer'>): ArticleTerms {
    const known = this.takenApart.get(id);
    if (known) return known;
    if (this.takenApart.size >= KEPT) this.takenApart.clear();
    const made = articleTerms(article);
    this.takenApart.set(id, made);
    return made;
  }
}
