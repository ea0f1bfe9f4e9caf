import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import type { Case } from '../cases/case.entity';
import { Instruction } from '../cases/instruction.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { idFrom, OutboxService } from '../outbox';
import { computeDeadlines, type Deadlines, parseStatutory, type TimeLimits, workingCalendarOf } from '../time-limits';
import { Assignment } from './assignment.entity';
import { partOf } from './case-part';

const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;

/** When a unit is reminded of a deadline: so many hours before it. */
export function remindAtOf(handlingDue: Date, remindHours: number): Date {
  return new Date(handlingDue.getTime() - remindHours * HOUR_MS);
}

/** When an assignment is due: by the table of limits or the law's, and never later than whoever stands above says. */
@Injectable()
export class DueDatesService {
  constructor(
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly outbox: OutboxService,
  ) {}

  /** The deadlines of an assignment by a row of the table, from the instant of its handling order. */
  async of(
    manager: EntityManager,
    found: Case,
    assignment: Assignment,
    { limits, issuedAt }: { limits: TimeLimits; issuedAt: Date },
  ): Promise<Deadlines> {
    const part = partOf(found, assignment, this.config);
    const profile = this.config.profileOf(part.body, part.profile);
    const deadlines = computeDeadlines({
      receivedAt: issuedAt,
      limits,
      profile,
      calendar: workingCalendarOf(this.config),
      statutory: found.statutoryLimit ? parseStatutory(found.statutoryLimit) : undefined,
    });
    return this.capped(manager, assignment, deadlines, profile.remindHours);
  }

  /** Moves the deadline of an assignment that has its order, and tells its process: open tasks, reminder and timers follow. */
  async move(
    manager: EntityManager,
    { id, handlingDue: before }: Assignment,
    dates: Pick<Deadlines, 'handlingDue' | 'remindAt'>,
  ): Promise<void> {
    await manager.update(Assignment, id, dates);
    await this.outbox.add(manager, {
      name: 'deadline-moved',
      correlationKey: id,
      messageId: idFrom('deadline-moved', id, before!.toISOString(), dates.handlingDue.toISOString()),
      timeToLiveMs: MONTH_MS,
      variables: {},
    });
  }

  /**
   * A deadline that a leader set for the case holds for its units too, where it comes earlier than their own; and what a
   * sub-platform assigns ends within the time that the platform has itself (D6 第五条).
   */
  private async capped(
    manager: EntityManager,
    { caseId, parentId }: Assignment,
    deadlines: Deadlines,
    remindHours: number,
  ): Promise<Deadlines> {
    const now = this.clock.now();
    const due = await manager.findBy(Instruction, { caseId, dueAt: MoreThan(now) });
    const platform = parentId ? await manager.findOneByOrFail(Assignment, { id: parentId }) : null;
    const earliest = Math.min(
      ...due.map(({ dueAt }) => dueAt!.getTime()),
      platform?.handlingDue?.getTime() ?? Infinity,
    );
    if (earliest >= deadlines.handlingDue.getTime()) return deadlines;
    return {
      ...deadlines,
      handlingDue: new Date(earliest),
      remindAt: new Date(Math.max(now.getTime(), remindAtOf(new Date(earliest), remindHours).getTime())),
    };
  }
}
