import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { Problem } from '../problems/problem';
import type { ExclusionReason, KpiTargets } from './kpi-config';
import { KpiExclusion } from './kpi-exclusion.entity';
import { KPI_TARGETS } from './kpi-targets.token';
import { StaffComplaint } from './staff-complaint.entity';

/** The door of what people record for the measures: exclusions with their reason, complaints about staff. */
@Injectable()
export class KpiRecordsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    @Inject(KPI_TARGETS) private readonly targets: KpiTargets,
  ) {}

  /** Leaves a period out of a body's measure, for a reason that the table allows it (`exclusion-not-allowed` otherwise). */
  async exclude(
    asked: { body: string; scope: 'calls' | 'sms'; from: Date; to: Date; reason: ExclusionReason; note: string },
    actor: string,
  ): Promise<{ id: string }> {
    if (!this.targets[asked.scope].exclusions.includes(asked.reason)) {
      throw new Problem('exclusion-not-allowed', { reason: asked.reason });
    }
    if (asked.from >= asked.to) throw new Problem('period-empty');
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      const { from, to, ...kept } = asked;
      const recordedAt = this.clock.now();
      await manager.insert(KpiExclusion, {
        id,
        ...kept,
        periodFrom: from,
        periodTo: to,
        recordedBy: actor,
        recordedAt,
      });
      const data = { scope: asked.scope, reason: asked.reason };
      await this.audit.record(manager, {
        actor,
        action: 'kpi.exclude',
        subjectType: 'kpi-exclusion',
        subjectId: id,
        data,
      });
    });
    return { id };
  }

  /** Takes an exclusion back; it stays on record. */
  async withdraw(body: string, id: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const found = await manager.findOne(KpiExclusion, { where: { id, body }, lock: { mode: 'pessimistic_write' } });
      if (!found) throw new Problem('not-found');
      if (found.withdrawnAt) return;
      await manager.update(KpiExclusion, id, { withdrawnBy: actor, withdrawnAt: this.clock.now() });
      await this.audit.record(manager, {
        actor,
        action: 'kpi.exclusion.withdraw',
        subjectType: 'kpi-exclusion',
        subjectId: id,
      });
    });
  }

  /** A body's exclusions, the newest first, with those that were withdrawn. */
  exclusions(body: string): Promise<KpiExclusion[]> {
    return this.dataSource
      .getRepository(KpiExclusion)
      .find({ where: { body }, order: { periodFrom: 'DESC', id: 'ASC' }, take: 500 });
  }

  /** Records a complaint about staff; it counts once it is decided to be right. */
  async complain(
    complaint: Pick<StaffComplaint, 'body' | 'stage' | 'aspect' | 'content'> & { about?: string; caseId?: string },
    actor: string,
  ): Promise<{ id: string }> {
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      if (complaint.caseId && !(await manager.existsBy(Case, { id: complaint.caseId, body: complaint.body })))
        throw new Problem('not-found');
      await manager.insert(StaffComplaint, { id, ...complaint, recordedBy: actor, recordedAt: this.clock.now() });
      await this.audit.record(manager, {
        actor,
        action: 'staff-complaint.record',
        subjectType: 'staff-complaint',
        subjectId: id,
      });
    });
    return { id };
  }

  /** Decides whether a complaint is right (有效投诉), once, and never by the one whom it is about. */
  async decide(body: string, id: string, decision: { upheld: boolean; comment: string }, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const found = await manager.findOne(StaffComplaint, { where: { id, body }, lock: { mode: 'pessimistic_write' } });
      if (!found) throw new Problem('not-found');
      if (found.about === actor) throw new Problem('forbidden');
      if (found.decidedAt) throw new Problem('complaint-decided');
      await manager.update(StaffComplaint, id, { ...decision, decidedBy: actor, decidedAt: this.clock.now() });
      await this.audit.record(manager, {
        actor,
        action: 'staff-complaint.decide',
        subjectType: 'staff-complaint',
        subjectId: id,
        data: { upheld: decision.upheld },
      });
    });
  }

  /** Complaints about a body's staff, the newest first. */
  complaints(body: string): Promise<StaffComplaint[]> {
    return this.dataSource
      .getRepository(StaffComplaint)
      .find({ where: { body }, order: { recordedAt: 'DESC', id: 'ASC' }, take: 500 });
  }
}
