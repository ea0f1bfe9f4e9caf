import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { subDays } from 'date-fns';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { idFrom } from '../outbox';
import { Problem } from '../problems/problem';
import { type ArticleAction, nextState } from './article-states';
import { KnowledgeVersion } from './knowledge-version.entity';
import { articleTerms } from './rank-articles';

/** What an author writes. */
export interface ArticleContent {
  title: string;
  category: string;
  questions: string[];
  answer: string;
  steps?: string | null;
  validFrom: string;
  validTo?: string | null;
}

/** What a list of articles is narrowed by. */
export interface ArticleFilter {
  state?: string;
  category?: string;
  page: number;
  pageSize: number;
}

/** The door of the knowledge base: versions are written, reviewed by another person than their author, and published. */
@Injectable()
export class ArticlesService implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly audit: AuditService,
  ) {}

  /** Puts in the shipped articles whose code is not known yet; what people have changed stays as they left it. */
  async onApplicationBootstrap(): Promise<void> {
    const known = new Set(
      (await this.dataSource.getRepository(KnowledgeVersion).find({ select: { code: true } })).map(({ code }) => code),
    );
    const missing = this.config.articles.filter(({ code }) => !known.has(code));
    if (missing.length === 0) return;
    const now = this.clock.now();
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(KnowledgeVersion)
      .values(
        missing.map(({ code, ...article }) => ({
          ...contentOf(article),
          id: idFrom('article', code),
          code,
          version: 1,
          state: 'published' as const,
          author: SYSTEM,
          updatedAt: now,
          reviewer: SYSTEM,
          reviewedAt: now,
        })),
      )
      .orIgnore()
      .execute();
  }

  /** A page of articles, each by its newest version in the state asked for, by code. */
  async list(filter: ArticleFilter): Promise<{ items: KnowledgeVersion[]; total: number }> {
    const newest = `found.version = (SELECT max(other.version) FROM knowledge_version other
      WHERE other.code = found.code ${filter.state ? 'AND other.state = :state' : ''})`;
    const query = this.dataSource.getRepository(KnowledgeVersion).createQueryBuilder('found').where(newest);
    if (filter.state) query.andWhere('found.state = :state', { state: filter.state });
    if (filter.category) query.andWhere('found.category = :category', { category: filter.category });
    const [items, total] = await query
      .orderBy('found.code')
      .skip((filter.page - 1) * filter.pageSize)
      .take(filter.pageSize)
      .getManyAndCount();
    return { items, total };
  }

  /** Every version of an article, the newest first; `not-found` for a code that has none. */
  async versions(code: string): Promise<KnowledgeVersion[]> {
    const found = await this.dataSource
      .getRepository(KnowledgeVersion)
      .find({ where: { code }, order: { version: 'DESC' } });
    if (found.length === 0) throw new Problem('not-found');
    return found;
  }

  /** Begins an article; `article-exists` when its code is taken. */
  async create(code: string, content: ArticleContent, actor: string): Promise<KnowledgeVersion> {
    return this.dataSource.transaction(async (manager) => {
      await this.lock(manager, code);
      if (await manager.existsBy(KnowledgeVersion, { code })) throw new Problem('article-exists', { code });
      return this.insert(manager, code, 1, content, actor);
    });
  }

  /** Changes the draft of an article, or begins the draft of its next version. */
  async edit(code: string, content: ArticleContent, actor: string): Promise<KnowledgeVersion> {
    return this.dataSource.transaction(async (manager) => {
      const newest = await this.newest(manager, code);
      if (newest.state === 'published' || newest.state === 'withdrawn') {
        return this.insert(manager, code, newest.version + 1, content, actor);
      }
      const state = allowed(newest, 'edit');
      await manager.update(KnowledgeVersion, newest.id, {
        ...contentOf(this.checked(content)),
        state,
        author: actor,
        updatedAt: this.clock.now(),
      });
      await this.note(manager, newest, 'edit', actor);
      return manager.findOneByOrFail(KnowledgeVersion, { id: newest.id });
    });
  }

  /** Hands the draft to review. */
  async submit(code: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const newest = await this.newest(manager, code);
      const state = allowed(newest, 'submit');
      await manager.update(KnowledgeVersion, newest.id, { state, updatedAt: this.clock.now() });
      await this.note(manager, newest, 'submit', actor);
    });
  }

  /**
   * Publishes or sends back what is under review; `reviewer-is-author` to whoever wrote it. The version that was in force
   * before ends the day before the new one begins; one that began no earlier than the new one is withdrawn.
   */
  async review(code: string, verdict: 'approve' | 'reject', comment: string | null, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const newest = await this.newest(manager, code);
      const state = allowed(newest, verdict);
      if (newest.author === actor) throw new Problem('reviewer-is-author');
      const now = this.clock.now();
      await manager.update(KnowledgeVersion, newest.id, { state, reviewer: actor, reviewedAt: now, comment });
      if (state === 'published') {
        await manager.query(
          `UPDATE knowledge_version SET state = 'withdrawn'
           WHERE code = $1 AND version < $2 AND state = 'published' AND valid_from >= $3`,
          [code, newest.version, newest.validFrom],
        );
        await manager.query(
          `UPDATE knowledge_version SET valid_to = $3 WHERE code = $1 AND version < $2 AND state = 'published'
           AND (valid_to IS NULL OR valid_to > $3)`,
          [code, newest.version, dayBefore(newest.validFrom)],
        );
      }
      await this.note(manager, newest, verdict, actor);
    });
  }

  /** Takes an article out of use: every published version of it. */
  async withdraw(code: string, comment: string | null, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, code);
      const published = await manager.findBy(KnowledgeVersion, { code, state: 'published' });
      const last = published.sort((one, other) => other.version - one.version)[0];
      if (!last) {
        const { state } = await this.newest(manager, code);
        throw new Problem('article-state', { state, action: 'withdraw' });
      }
      await manager.update(
        KnowledgeVersion,
        { id: In(published.map(({ id }) => id)) },
        { state: 'withdrawn', comment },
      );
      await this.note(manager, last, 'withdraw', actor);
    });
  }

  private async insert(
    manager: EntityManager,
    code: string,
    version: number,
    content: ArticleContent,
    actor: string,
  ): Promise<KnowledgeVersion> {
    const id = randomUUID();
    await manager.insert(KnowledgeVersion, {
      ...contentOf(this.checked(content)),
      id,
      code,
      version,
      state: 'draft',
      author: actor,
      updatedAt: this.clock.now(),
    });
    const made = await manager.findOneByOrFail(KnowledgeVersion, { id });
    await this.note(manager, made, 'edit', actor);
    return made;
  }

  private checked(content: ArticleContent): ArticleContent {
    const errors = [
      ...(this.config.categories.some(({ code }) => code === content.category)
        ? []
        : [{ field: 'category', code: 'not-a-choice' }]),
      ...(content.validTo && content.validTo < content.validFrom
        ? [{ field: 'validTo', code: 'too-small', params: { min: content.validFrom } }]
        : []),
    ];
    if (errors.length > 0) throw new Problem('validation-failed', {}, { errors });
    return content;
  }

  private async newest(manager: EntityManager, code: string): Promise<KnowledgeVersion> {
    await this.lock(manager, code);
    const found = await manager.findOne(KnowledgeVersion, { where: { code }, order: { version: 'DESC' } });
    if (!found) throw new Problem('not-found');
    return found;
  }

  /** Whoever changes an article waits for whoever is changing it: a new version has no row to lock yet. */
  private async lock(manager: EntityManager, code: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`article:${code}`]);
  }

  private async note(
    manager: EntityManager,
    version: KnowledgeVersion,
    action: ArticleAction,
    actor: string,
  ): Promise<void> {
    await this.audit.record(manager, {
      actor,
      action: `article.${action}`,
      subjectType: 'article',
      subjectId: version.code,
      data: { version: version.version },
    });
  }
}

function allowed(version: KnowledgeVersion, action: ArticleAction): KnowledgeVersion['state'] {
  const state = nextState(version.state, action);
  if (!state) throw new Problem('article-state', { state: version.state, action });
  return state;
}

function contentOf(content: ArticleContent) {
  const { title, category, questions, answer, validFrom } = content;
  return {
    title,
    category,
    questions,
    answer,
    steps: content.steps ?? null,
    validFrom,
    validTo: content.validTo ?? null,
    terms: [...articleTerms(content).whole],
  };
}

function dayBefore(day: string): string {
  return subDays(new Date(`${day}T00:00:00Z`), 1)
    .toISOString()
    .slice(0, 10);
}
