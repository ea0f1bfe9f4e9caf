import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { OutboxService } from '../outbox';
import { Problem } from '../problems/problem';
import { MediaArticle } from './media-article.entity';
import { factsWith } from './press-facts';
import { SupervisionService } from './supervision.service';

/** What a media body, or a supervisor for it, reports. */
export interface NewArticle {
  /** The hotline body that it is reported to. */
  body: string;
  outlet: string;
  title: string;
  url?: string;
  summary: string;
  publishedAt: Date;
  caseNumber?: string;
}

/** The door of media linkage (联动媒体): articles are kept, and linked to a case they expose it. */
@Injectable()
export class MediaService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
    private readonly outbox: OutboxService,
    private readonly supervision: SupervisionService,
  ) {}

  /** Keeps an article; with a case's number it is linked to that case at once. */
  async record(article: NewArticle, actor: string): Promise<{ id: string }> {
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      const { caseNumber, ...kept } = article;
      await manager.insert(MediaArticle, {
        id,
        ...kept,
        url: kept.url ?? null,
        recordedBy: actor,
        recordedAt: this.clock.now(),
      });
      await this.audit.record(manager, { actor, action: 'media.record', subjectType: 'media-article', subjectId: id });
      if (caseNumber)
        await this.expose(manager, await manager.findOneByOrFail(MediaArticle, { id }), caseNumber, actor);
    });
    this.outbox.relaySoon();
    return { id };
  }

  /** Links an article to a case of its body, once; a supervisor does that for an article that named none. */
  async link(body: string, id: string, caseNumber: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const article = await manager.findOne(MediaArticle, { where: { id, body }, lock: { mode: 'pessimistic_write' } });
      if (!article) throw new Problem('not-found');
      if (article.caseId) throw new Problem('article-linked');
      await this.expose(manager, article, caseNumber, actor);
    });
    this.outbox.relaySoon();
  }

  private async expose(
    manager: EntityManager,
    { id, body, outlet, title, url, publishedAt }: MediaArticle,
    number: string,
    actor: string,
  ): Promise<void> {
    const named = await manager.findOneBy(Case, { body, number });
    if (!named) throw new Problem('not-found');
    const { id: caseId } = await this.history.lockOpen(manager, named.id);
    await manager.update(MediaArticle, id, { caseId, linkedBy: actor, linkedAt: this.clock.now() });
    await this.history.append(manager, {
      caseId,
      type: 'media-exposed',
      actor,
      data: { articleId: id, outlet, title, url, publishedAt: publishedAt.toISOString() },
      dedupeKey: `media-exposed:${id}`,
    });
    await this.supervision.report(manager, caseId, { pressId: id, facts: factsWith({ mediaExposed: true }) });
  }

  /** A body's articles, newest first: all, or those that one account reported. */
  async list(filter: { body: string; recordedBy?: string }): Promise<MediaArticle[]> {
    return this.dataSource
      .getRepository(MediaArticle)
      .find({ where: filter, order: { publishedAt: 'DESC', id: 'ASC' }, take: 200 });
  }
}
