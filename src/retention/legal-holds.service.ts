import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { Problem } from '../problems/problem';
import { CaseErasure } from './case-erasure.entity';
import { LegalHold } from './legal-hold.entity';

/** A hold as the list shows it, with what is held. */
export interface HoldView {
  id: string;
  caseId: string;
  number: string;
  title: string | null;
  stage: string;
  reason: string;
  placedBy: string;
  placedAt: Date;
  liftedBy: string | null;
  liftedAt: Date | null;
  /** From when on the case would be erased without the hold; null while it has no archive. */
  retainUntil: Date | null;
}

/** Which holds are listed: of a hotline body's cases, those that hold or all, of one case or of every one. */
export interface HoldFilter {
  body: string;
  lifted: boolean;
  caseId?: string;
}

const LISTED = `SELECT h.id, h.case_id AS "caseId", c.number, c.title, c.stage, h.reason, h.placed_by AS "placedBy",
    h.placed_at AS "placedAt", h.lifted_by AS "liftedBy", h.lifted_at AS "liftedAt", b.retain_until AS "retainUntil"
  FROM legal_hold h JOIN hotline_case c ON c.id = h.case_id LEFT JOIN archive_bundle b ON b.case_id = c.id
  WHERE c.body = $1 AND (h.lifted_at IS NULL OR $2::boolean) AND ($3::uuid IS NULL OR h.case_id = $3)
  ORDER BY h.lifted_at IS NOT NULL, h.placed_at DESC LIMIT 500`;

/** The door of holds: what a court, an audit or a claim needs is not erased when its retention is over. */
@Injectable()
export class LegalHoldsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
  ) {}

  /** The holds, those in force first, the newest first. */
  async list({ body, lifted, caseId }: HoldFilter): Promise<HoldView[]> {
    return this.dataSource.query<HoldView[]>(LISTED, [body, lifted, caseId ?? null]);
  }

  /** Holds a case; one that is held stays held for its first reason. Throws `erasure-done` when there is nothing left. */
  async place(caseId: string, reason: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.history.lock(manager, caseId);
      if (await manager.existsBy(CaseErasure, { caseId })) throw new Problem('erasure-done');
      if (await manager.existsBy(LegalHold, { caseId, liftedAt: IsNull() })) return;
      const id = randomUUID();
      await manager.insert(LegalHold, { id, caseId, reason, placedBy: actor, placedAt: this.clock.now() });
      await this.audit.record(manager, {
        actor,
        action: 'case.hold',
        subjectType: 'case',
        subjectId: caseId,
        data: { holdId: id, reason },
      });
    });
  }

  /** Lifts the hold of a case; answers whether there was one. */
  async lift(caseId: string, actor: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      await this.history.lock(manager, caseId);
      const held = await manager.findOneBy(LegalHold, { caseId, liftedAt: IsNull() });
      if (!held) return false;
      await manager.update(LegalHold, held.id, { liftedBy: actor, liftedAt: this.clock.now() });
      await this.audit.record(manager, {
        actor,
        action: 'case.hold.lift',
        subjectType: 'case',
        subjectId: caseId,
        data: { holdId: held.id },
      });
      return true;
    });
  }
}
