import { Injectable } from '@nestjs/common';
import { And, DataSource, type EntityManager, LessThan, MoreThanOrEqual } from 'typeorm';
import { Clock } from '../clock/clock';
import { insertIfNew } from '../database/row-manager';
import type { AuditAction, AuditSubject } from './audit-actions';
import { AuditEntry } from './audit-entry.entity';

/** A line of the trail. With a dedupe key, a repeat of the same happening writes nothing. */
export interface NewAuditEntry {
  actor: string;
  action: AuditAction;
  subjectType: AuditSubject;
  subjectId: string;
  data?: Record<string, unknown>;
  dedupeKey?: string;
}

/** The append-only audit trail: written in the transaction of what it tells of, so that neither is there without the other. */
@Injectable()
export class AuditService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Appends a line in the caller's transaction. */
  async record(manager: EntityManager, entry: NewAuditEntry): Promise<void> {
    await insertIfNew(manager, AuditEntry, {
      ...entry,
      data: entry.data ?? {},
      dedupeKey: entry.dedupeKey ?? null,
      at: this.clock.now(),
    });
  }

  /** Appends a line that belongs to no other write: something was read, or a login failed. */
  async note(entry: NewAuditEntry): Promise<void> {
    await this.record(this.dataSource.manager, entry);
  }

  /** The trail of a period (its end excluded), newest first, from before an entry on. */
  async search(filter: {
    actor?: string;
    action?: string;
    subjectType?: string;
    subjectId?: string;
    from?: Date;
    to?: Date;
    before?: string;
    limit: number;
  }): Promise<AuditEntry[]> {
    const { actor, action, subjectType, subjectId, from, to, before, limit } = filter;
    const at =
      from && to ? And(MoreThanOrEqual(from), LessThan(to)) : from ? MoreThanOrEqual(from) : to && LessThan(to);
    return this.dataSource.getRepository(AuditEntry).find({
      where: { actor, action, subjectType, subjectId, at, ...(before ? { id: LessThan(before) } : {}) },
      order: { id: 'DESC' },
      take: limit,
    });
  }
}
