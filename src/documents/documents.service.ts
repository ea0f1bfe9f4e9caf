import { Injectable } from '@nestjs/common';
import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import Mustache from 'mustache';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import type { DocumentKind } from '../config/document-templates';
import { HotlineConfig } from '../config/hotline-config';
import { insertIfNew } from '../database/row-manager';
import { translate } from '../i18n/i18n';
import { idFrom } from '../outbox';
import { Document } from './document.entity';

/** Members of a document's data that are codes, and the i18n name space of their words. */
const CODES: Record<string, string> = {
  caseType: 'caseType',
  urgency: 'urgency',
  channel: 'channel',
  role: 'role',
  level: 'supervisionLevel',
  ground: 'ground',
};

/** Handling orders (承办单), briefings (呈阅件) and replies, rendered from config/templates and kept as issued. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
  ) {}

  /** Issues a document in the caller's transaction, once a dedupe key. */
  async issue(
    manager: EntityManager,
    document: { caseId: string; kind: DocumentKind; number: string; dedupeKey: string; data: Record<string, unknown> },
  ): Promise<{ documentId: string }> {
    const documentId = idFrom('document', document.dedupeKey);
    const issuedAt = this.clock.now();
    await insertIfNew(manager, Document, {
      id: documentId,
      caseId: document.caseId,
      kind: document.kind,
      number: document.number,
      html: this.render(document.kind, { ...document.data, documentNumber: document.number, issuedAt }),
      issuedAt,
      dedupeKey: document.dedupeKey,
    });
    return { documentId };
  }

  /** The documents of a case, oldest first. */
  async ofCase(caseId: string, manager: EntityManager = this.dataSource.manager): Promise<Document[]> {
    return manager.find(Document, { where: { caseId }, order: { issuedAt: 'ASC', id: 'ASC' } });
  }

  /** One document. */
  async get(id: string): Promise<Document | null> {
    return this.dataSource.getRepository(Document).findOneBy({ id });
  }

  private render(kind: DocumentKind, data: Record<string, unknown>): string {
    const shown = { body: this.config.mainBody.name, ...this.shown(data) };
    return Mustache.render(this.config.documentTemplates[kind], shown, this.config.documentPartials);
  }

  /** Codes as words, instants in the body's zone. */
  private shown(data: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => {
        if (value instanceof Date || (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))) {
          return [name, format(value, 'yyyy-MM-dd HH:mm', { in: tz(this.config.timeZone) })];
        }
        if (typeof value === 'string' && CODES[name]) return [name, translate(`${CODES[name]}.${value}`)];
        if (typeof value === 'string' && name === 'category') return [name, named(this.config.categories, value)];
        if (typeof value === 'string' && name === 'area') return [name, named(this.config.areas, value)];
        return [name, value];
      }),
    );
  }
}

function named(items: readonly { code: string; name: string }[], code: string): string {
  return items.find((item) => item.code === code)?.name ?? code;
}
