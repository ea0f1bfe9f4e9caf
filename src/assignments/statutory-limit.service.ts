import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { NotificationsService } from '../notifications/notifications.service';
import { OutboxService } from '../outbox';
import type { TimeLimits } from '../time-limits';
import { UnitsService } from '../units/units.service';
import { Assignment, UNDER_WAY_STATUSES } from './assignment.entity';
import { DueDatesService } from './due-dates.service';
import { ExtensionRequest } from './extension-request.entity';

/** A limit that a law sets for a case: how long, and which article says so. */
export interface StatutoryLimitOfCase {
  limit: string;
  basis: string;
}

/** The door of limits set by law (D5 一(四)3: 从其规定): they prevail over the hotline's own, whenever it is seen that there is one. */
@Injectable()
export class StatutoryLimitService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: CaseHistory,
    private readonly dueDates: DueDatesService,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly outbox: OutboxService,
    private readonly notifications: NotificationsService,
  ) {}

  /**
   * Sets the limit. A unit that has its order already gets the law's deadline, counted from the order as if it had stood
   * there; what was granted or asked for as an extension lapses, for only the law can prolong what it set.
   */
  async set(caseId: string, { limit, basis }: StatutoryLimitOfCase, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const before = await this.history.lockOpen(manager, caseId);
      await manager.update(Case, caseId, { statutoryLimit: limit, statutoryBasis: basis });
      await this.history.append(manager, {
        caseId,
        type: 'statutory-limit-set',
        actor,
        data: { limit, basis },
        dedupeKey: `statutory-limit-set:${caseId}:${limit}:${basis}:${before.statutoryLimit ?? ''}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'case.statutory-limit',
        subjectType: 'case',
        subjectId: caseId,
        data: { limit, basis },
      });
      const found = { ...before, statutoryLimit: limit, statutoryBasis: basis };
      const open = await manager.findBy(Assignment, { caseId, status: In([...UNDER_WAY_STATUSES]) });
      // A sub-platform before its units: their time ends with its own (D6 第五条).
      const sorted = open.sort((one, other) => Number(one.parentId !== null) - Number(other.parentId !== null));
      for (const assignment of sorted) await this.move(manager, found, assignment, actor);
    });
    this.outbox.relaySoon();
  }

  private async move(manager: EntityManager, found: Case, assignment: Assignment, actor: string): Promise<void> {
    const { handlingDue, remindAt } = await this.dueDates.of(manager, found, assignment, {
      limits: assignment.limits as unknown as TimeLimits,
      issuedAt: assignment.issuedAt!,
    });
    await manager.update(ExtensionRequest, { assignmentId: assignment.id, status: 'requested' }, { status: 'lapsed' });
    if (handlingDue.getTime() === assignment.handlingDue!.getTime()) return;
    await this.dueDates.move(manager, assignment, { handlingDue, remindAt });
    const key = `deadline-moved:${assignment.id}:${handlingDue.toISOString()}:${assignment.handlingDue!.toISOString()}`;
    await this.history.append(manager, {
      caseId: found.id,
      assignmentId: assignment.id,
      type: 'deadline-moved',
      actor,
      data: {
        unit: assignment.unit,
        from: assignment.handlingDue!.toISOString(),
        handlingDue: handlingDue.toISOString(),
        basis: found.statutoryBasis,
      },
      dedupeKey: key,
    });
    const unit = this.units.get(assignment.unit);
    if (!unit.phone) return;
    await this.notifications.queue(manager, {
      dedupeKey: key,
      to: unit.phone,
      template: 'deadline-moved',
      params: { number: found.number, unit: unit.name, due: handlingDue.toISOString() },
    });
  }
}
