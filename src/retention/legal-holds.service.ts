import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { Problem } from '../problems/problem';
import { CaseErasure } from './case-erasure.entity';
import { LegalHold } from './legal-hold.entity';

/** The door of holds: what a court, an audit or a claim needs is not erased when its retention is over. */
@Injectable()
export class LegalHoldsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
  ) {}

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
