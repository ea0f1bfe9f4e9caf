import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService, OutboxService } from '../outbox';
import { Problem } from '../problems/problem';
import { decideExtension, type TimeDecision, type TimeLimits, workingCalendarOf } from '../time-limits';
import { UnitsService } from '../units/units.service';
import { Assignment, isUnderWay } from './assignment.entity';
import { AssignmentsService } from './assignments.service';
import { partOf } from './case-part';
import { DueDatesService, remindAtOf } from './due-dates.service';
import { ExtensionRequest } from './extension-request.entity';
import { refusalOf } from './refusal';
import { requestRulesOf } from './request-rules-of';

/** What an extension states (D5): grounds, reason, period and what was explained to the citizen. */
export interface ExtensionParts {
  grounds: string;
  reason: string;
  days: number;
  explained: string;
  forceMajeure: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The door of extensions (延期): asked for by the unit before the deadline, decided by a supervisor. */
@Injectable()
export class ExtensionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly assignments: AssignmentsService,
    private readonly units: UnitsService,
    private readonly dueDates: DueDatesService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
    private readonly notifications: NotificationsService,
  ) {}

  /** Takes a request that the rule lets pass, with the message that opens its review; refuses every other. */
  async request(
    assignmentId: string,
    parts: ExtensionParts,
    actor: string,
  ): Promise<{ id: string; decision: unknown; newDue: Date }> {
    const request = await this.dataSource.transaction(async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      if (!isUnderWay(assignment)) throw new Problem('assignment-not-open');
      if (await manager.existsBy(ExtensionRequest, { assignmentId, status: 'requested' })) {
        throw new Problem('extension-already-requested');
      }
      const requestedAt = this.clock.now();
      const { extensions } = requestRulesOf(found, assignment, this.config);
      const stated = { required: extensions.parts, parts };
      const decision = await this.judge(manager, assignment, found, requestedAt, { ...parts, stated });
      if (decision.code === 'refused') throw refusalOf(decision);
      const id = randomUUID();
      await manager.insert(ExtensionRequest, {
        id,
        assignmentId,
        requestedBy: actor,
        requestedAt,
        ...parts,
        priorDue: assignment.handlingDue!,
        newDue: decision.newDue!,
        decision: decision as object,
        status: 'requested',
      });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'extension-requested',
        actor,
        data: { extensionId: id, unit: assignment.unit, days: parts.days, grounds: parts.grounds },
        dedupeKey: `extension-requested:${id}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'assignment.extension.request',
        subjectType: 'assignment',
        subjectId: assignmentId,
        data: { extensionId: id, days: parts.days },
      });
      await this.outbox.add(manager, {
        name: 'extension-requested',
        correlationKey: assignmentId,
        messageId: id,
        timeToLiveMs: DAY_MS,
        variables: { extensionId: id },
      });
      return { id, decision, newDue: decision.newDue! };
    });
    this.outbox.relaySoon();
    return request;
  }

  /** What the rule says now of so many days: shown before anybody asks. Null when the assignment is closed. */
  async preview(
    assignment: Assignment,
    asked: Pick<ExtensionParts, 'days' | 'forceMajeure'>,
  ): Promise<TimeDecision | null> {
    if (!isUnderWay(assignment)) return null;
    const { manager } = this.dataSource;
    const found = await manager.findOneByOrFail(Case, { id: assignment.caseId });
    return this.judge(manager, assignment, found, this.clock.now(), asked);
  }

  private async judge(
    manager: EntityManager,
    assignment: Assignment,
    found: Case,
    requestedAt: Date,
    { days, forceMajeure, stated }: Pick<Parameters<typeof decideExtension>[0], 'days' | 'forceMajeure' | 'stated'>,
  ): Promise<TimeDecision> {
    const part = partOf(found, assignment, this.config);
    const platform = part.parentId ? await manager.findOneByOrFail(Assignment, { id: part.parentId }) : null;
    return decideExtension({
      requestedAt,
      currentDue: assignment.handlingDue!,
      limits: assignment.limits as unknown as TimeLimits,
      granted: assignment.extensionsGranted,
      urgency: found.urgency as 'urgent' | 'normal',
      days,
      forceMajeure,
      stated,
      statutory: found.statutoryLimit !== null,
      latest: platform?.handlingDue ?? undefined,
      calendar: workingCalendarOf(this.config),
      profile: this.config.profileOf(part.body, part.profile),
    });
  }

  /** What was asked for, oldest first. */
  async ofAssignment(assignmentId: string): Promise<ExtensionRequest[]> {
    return this.dataSource
      .getRepository(ExtensionRequest)
      .find({ where: { assignmentId }, order: { requestedAt: 'ASC' } });
  }

  /** Keeps the supervisor's decision; an approval moves the deadline, of which the process is told. */
  async decide(
    effectKey: string,
    extensionId: string,
    decision: { approved: boolean; comment: string | null; by: string },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const request = await manager.findOneByOrFail(ExtensionRequest, { id: extensionId });
      const { assignment, found } = await this.assignments.lock(manager, request.assignmentId);
      // A limit set by law has taken its place meanwhile.
      if (request.status === 'lapsed') return;
      await manager.update(ExtensionRequest, extensionId, {
        status: decision.approved ? 'granted' : 'rejected',
        decidedBy: decision.by,
        decidedAt: this.clock.now(),
        comment: decision.comment,
      });
      const handlingDue = decision.approved ? request.newDue : assignment.handlingDue!;
      if (decision.approved) {
        const { remindHours } = this.config.profileOf(assignment.body, partOf(found, assignment, this.config).profile);
        await manager.update(Assignment, assignment.id, { extensionsGranted: assignment.extensionsGranted + 1 });
        await this.dueDates.move(manager, assignment, { handlingDue, remindAt: remindAtOf(handlingDue, remindHours) });
      }
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId: assignment.id,
        type: decision.approved ? 'extension-granted' : 'extension-rejected',
        actor: decision.by,
        data: { extensionId, unit: assignment.unit, handlingDue: handlingDue.toISOString(), comment: decision.comment },
        dedupeKey: effectKey,
      });
      const unit = this.units.get(assignment.unit);
      if (unit.phone) {
        await this.notifications.queue(manager, {
          dedupeKey: effectKey,
          to: unit.phone,
          template: decision.approved ? 'extension-granted' : 'extension-rejected',
          params: { number: found.number, unit: unit.name, due: handlingDue.toISOString() },
        });
      }
    });
    this.outbox.relaySoon();
  }
}
