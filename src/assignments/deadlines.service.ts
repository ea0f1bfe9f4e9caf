import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService, idFrom } from '../outbox';
import { factsWith } from '../supervision/press-facts';
import { SupervisionService } from '../supervision/supervision.service';
import { UnitsService } from '../units/units.service';
import { Assignment, isUnderWay } from './assignment.entity';
import { AssignmentsService } from './assignments.service';
import { ReturnRequest } from './return-request.entity';

/** The engine's clock may be ahead of ours by so much. */
const CLOCKS_APART_MS = 60_000;

/** What passing a deadline does to an assignment. */
@Injectable()
export class DeadlinesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly assignments: AssignmentsService,
    private readonly units: UnitsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly notifications: NotificationsService,
    private readonly supervision: SupervisionService,
  ) {}

  /** Is the deadline that the timer knew still the deadline? An extension or a law may have moved it meanwhile. */
  async watch(assignmentId: string): Promise<{ overdue: boolean; nextDue: string; remindAt: string }> {
    const { handlingDue, remindAt } = await this.dataSource
      .getRepository(Assignment)
      .findOneByOrFail({ id: assignmentId });
    return {
      overdue: this.clock.now() >= handlingDue!,
      nextDue: handlingDue!.toISOString(),
      remindAt: remindAt!.toISOString(),
    };
  }

  /** The unit did not sign in, or did not handle, in time. */
  async recordOverdue(effectKey: string, assignmentId: string, kind: 'sign-in' | 'handling'): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      if (kind === 'sign-in' && assignment.signedInAt) return;
      // After a rejected return the handling begins again, and with it its timers: what was recorded stays recorded once.
      if (kind === 'sign-in' ? assignment.signInOverdueAt : assignment.handlingOverdueAt) return;
      const now = this.clock.now();
      await manager.update(
        Assignment,
        assignmentId,
        kind === 'sign-in' ? { signInOverdueAt: now } : { handlingOverdueAt: now },
      );
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: kind === 'sign-in' ? 'sign-in-overdue' : 'handling-overdue',
        actor: SYSTEM,
        data: { unit: assignment.unit },
        dedupeKey: effectKey,
      });
      await this.notifyUnit(manager, effectKey, assignment, `${kind}-overdue`, found.number);
      if (kind === 'handling') {
        await this.supervision.report(manager, found.id, {
          pressId: idFrom('overdue', assignmentId),
          facts: factsWith({ overdue: true }),
          assignmentId,
        });
      }
    });
  }

  /** The time for a return has passed without one: the assignment is deemed accepted (D5 一(二)). */
  async recordDeemedAccepted(effectKey: string, assignmentId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      if (assignment.deemedAcceptedAt || !isUnderWay(assignment)) return;
      if (await manager.existsBy(ReturnRequest, { assignmentId, status: 'requested' })) return;
      await manager.update(Assignment, assignmentId, { deemedAcceptedAt: this.clock.now() });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'deemed-accepted',
        actor: SYSTEM,
        data: { unit: assignment.unit, returnDue: assignment.returnDue?.toISOString() },
        dedupeKey: `deemed-accepted:${assignmentId}`,
      });
    });
  }

  /** The deadline is near: told once for each deadline, however often the handling begins again. */
  async remind(effectKey: string, assignmentId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      // The timer was of a deadline that was moved since: another one is running.
      if (this.clock.now().getTime() + CLOCKS_APART_MS < Number(assignment.remindAt)) return;
      if (this.clock.now() >= assignment.handlingDue!) return;
      const dedupeKey = `reminder-sent:${assignmentId}:${assignment.handlingDue?.toISOString()}`;
      const first = await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'reminder-sent',
        actor: SYSTEM,
        data: { unit: assignment.unit, handlingDue: assignment.handlingDue?.toISOString() },
        dedupeKey,
      });
      if (first) await this.notifyUnit(manager, dedupeKey, assignment, 'handling-reminder', found.number);
    });
  }

  private async notifyUnit(
    manager: Parameters<CaseHistory['append']>[0],
    dedupeKey: string,
    assignment: Assignment,
    template: string,
    number: string,
  ): Promise<void> {
    const unit = this.units.get(assignment.unit);
    if (!unit.phone) return;
    const due = assignment.handlingDue?.toISOString() ?? '';
    await this.notifications.queue(manager, {
      dedupeKey,
      to: unit.phone,
      template,
      params: { number, unit: unit.name, due },
    });
  }
}
