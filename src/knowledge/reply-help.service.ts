import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Case } from '../cases/case.entity';
import { HotlineConfig } from '../config/hotline-config';
import type { ReplyTemplate } from '../config/schema';
import { Problem } from '../problems/problem';
import type { FoundArticle } from './article-finder';
import { fillTemplate, type Filled } from './fill-template';
import { KnowledgeService } from './knowledge.service';

/** A template filled for a case. */
export interface FilledTemplate extends Filled {
  code: string;
  title: string;
  source: string;
}

/** What helps to answer a case: the three best articles, and the templates of its kind filled with one of them. */
export interface ReplyHelp {
  articles: FoundArticle[];
  templates: FilledTemplate[];
}

/** Below this score an article is shown, but no template is filled with it. */
const USABLE = 0.35;

/** Help with answers: articles of the knowledge base and the reply templates of D2 and D4. */
@Injectable()
export class ReplyHelpService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: HotlineConfig,
    private readonly knowledge: KnowledgeService,
  ) {}

  /** Help for a case; with the code of an article, the templates are filled with that one instead of the best. */
  async forCase(caseId: string, articleCode?: string): Promise<ReplyHelp> {
    const found = await this.dataSource.getRepository(Case).findOneBy({ id: caseId });
    if (!found) throw new Problem('not-found');
    const articles = await this.knowledge.search(`${found.title ?? ''}\n${found.content}`, 3);
    const best = articles[0] && articles[0].score >= USABLE ? articles[0] : null;
    const article = articleCode ? await this.knowledge.inForce(articleCode) : best;
    if (articleCode && !article) throw new Problem('not-found');
    const name = (list: readonly { code: string; name: string }[], code: string | null): string | null =>
      list.find((one) => one.code === code)?.name ?? null;
    const values = {
      title: article?.title ?? found.title,
      answer: article?.answer ?? null,
      steps: article?.steps ?? null,
      number: found.number,
      area: name(this.config.areas, found.area),
      category: name(this.config.categories, found.category),
    };
    return {
      articles,
      templates: templatesFor(found, this.config.replyTemplates).map(({ code, title, source, text }) => {
        return { code, title, source, ...fillTemplate(text, values) };
      }),
    };
  }

  /** The answer to start from: the first template of the case's kind that an article fills whole; null when none does. */
  async draftFor(caseId: string): Promise<string | null> {
    const { articles, templates } = await this.forCase(caseId);
    if (!articles[0] || articles[0].score < USABLE) return null;
    const whole = templates.find(
      ({ missing, text }) => missing.length === 0 && text.includes(stem(articles[0]!.answer)),
    );
    return whole?.text ?? null;
  }
}

/** Templates of the case's type first, then those of its category. */
function templatesFor(found: Case, templates: readonly ReplyTemplate[]): ReplyTemplate[] {
  const ofType = templates.filter(({ caseTypes }) => caseTypes.includes(found.caseType ?? ''));
  const ofCategory = templates.filter(({ categories }) => categories.includes(found.category ?? ''));
  return [...new Set([...ofType, ...ofCategory])];
}

/** An answer without its last stop, which a template's punctuation may have replaced. */
function stem(answer: string): string {
  const text = answer.trim();
  let end = text.length;
  while (end > 0 && '。；'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
