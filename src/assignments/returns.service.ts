import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AttachmentsService } from '../attachments/attachments.service';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService, OutboxService } from '../outbox';
import { Problem } from '../problems/problem';
import { decideReturn, type RequestRules, type ReturnPart, type TimeDecision, type TimeLimits } from '../time-limits';
import { UnitsService } from '../units/units.service';
import { Assignment, isUnderWay, OPEN_STATUSES } from './assignment.entity';
import { AssignmentsService } from './assignments.service';
import { ExtensionRequest } from './extension-request.entity';
import { refusalOf } from './refusal';
import { requestRulesOf } from './request-rules-of';
import { ReturnRequest } from './return-request.entity';

/** What a return states (D5 一(二)); the opinion and further evidence are ids of the assignment's attachments. */
export type ReturnParts = Record<Exclude<ReturnPart, 'evidenceAttachments'>, string> & {
  evidenceAttachments: string[];
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** The rule on an assignment as it stands; without `parts`, on a request that states all it must. */
function judge(
  assignment: Assignment,
  requestedAt: Date,
  rules: RequestRules['returns'],
  parts?: Partial<Record<ReturnPart, string>>,
): TimeDecision {
  return decideReturn({
    requestedAt,
    returnDue: assignment.returnDue!,
    returnDays: (assignment.limits as unknown as TimeLimits).returnDays,
    previousRejected: assignment.returnsRejected,
    rejections: rules.rejections,
    allowedAgain: assignment.secondReturnAllowedBy !== null,
    stated: parts && { required: rules.parts, parts },
  });
}

/** The door of returns (退件): asked for by the unit, decided by a supervisor. */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly assignments: AssignmentsService,
    private readonly attachments: AttachmentsService,
    private readonly units: UnitsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
    private readonly notifications: NotificationsService,
  ) {}

  /** Takes a request that the rule lets pass, with the message that interrupts the handling; refuses every other. */
  async request(assignmentId: string, parts: ReturnParts, actor: string): Promise<{ id: string; decision: unknown }> {
    const request = await this.dataSource.transaction(async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      if (!isUnderWay(assignment)) throw new Problem('assignment-not-open');
      if (await manager.existsBy(ReturnRequest, { assignmentId, status: 'requested' })) {
        throw new Problem('return-already-requested');
      }
      const requestedAt = this.clock.now();
      const attached = await this.attached(manager, assignmentId, parts);
      const { returns } = requestRulesOf(found, assignment, this.config);
      const decision = judge(assignment, requestedAt, returns, {
        ...parts,
        leaderOpinion: attached.opinion,
        evidenceAttachments: attached.evidence.join(),
      });
      if (decision.code === 'refused') throw refusalOf(decision);
      const id = randomUUID();
      await manager.insert(ReturnRequest, {
        id,
        assignmentId,
        requestedBy: actor,
        requestedAt,
        reason: parts.reason,
        suggestedUnit: parts.suggestedUnit,
        evidence: parts.evidence,
        leaderOpinion: attached.opinion ?? '',
        attachmentIds: attached.all,
        decision: decision as object,
        status: 'requested',
      });
      // What a supervisor allowed is used up by applying. Who applies has taken receipt: nobody is asked to sign in any more.
      await manager.update(Assignment, assignmentId, {
        secondReturnAllowedBy: null,
        signedInAt: assignment.signedInAt ?? requestedAt,
        signedInBy: assignment.signedInBy ?? actor,
      });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'return-requested',
        actor,
        data: {
          returnId: id,
          unit: assignment.unit,
          suggestedUnit: parts.suggestedUnit,
          reason: parts.reason,
          evidence: parts.evidence,
          attachments: attached.all,
        },
        dedupeKey: `return-requested:${id}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'assignment.return.request',
        subjectType: 'assignment',
        subjectId: assignmentId,
        data: { returnId: id },
      });
      await this.outbox.add(manager, {
        name: 'return-requested',
        correlationKey: assignmentId,
        messageId: id,
        timeToLiveMs: DAY_MS,
        variables: { returnId: id },
      });
      return { id, decision };
    });
    this.outbox.relaySoon();
    return request;
  }

  /** What the rule says now of a request that states all it must: shown before anybody writes one. */
  preview(assignment: Assignment, rules: RequestRules['returns']): TimeDecision | null {
    return isUnderWay(assignment) ? judge(assignment, this.clock.now(), rules) : null;
  }

  /** The attachments that the request names, as far as they are the assignment's own. */
  private async attached(
    manager: EntityManager,
    assignmentId: string,
    parts: ReturnParts,
  ): Promise<{ opinion: string | undefined; evidence: string[]; all: string[] }> {
    const ids = (given: string[]): string[] => given.filter((id) => isUUID(id));
    const [opinion] = await this.attachments.ofAssignment(
      manager,
      assignmentId,
      'leader-opinion',
      ids([parts.leaderOpinion]),
    );
    const evidence = await this.attachments.ofAssignment(
      manager,
      assignmentId,
      'evidence',
      ids(parts.evidenceAttachments),
    );
    const all = [...(opinion ? [opinion] : []), ...evidence].map(({ id }) => id);
    return { opinion: opinion?.id, evidence: evidence.map(({ id }) => id), all };
  }

  /** A supervisor allows one more return after a rejected one (D5 一(二): 原则上), and says why. */
  async allowAgain(assignmentId: string, reason: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { assignment, found } = await this.assignments.lock(manager, assignmentId);
      if (!isUnderWay(assignment)) throw new Problem('assignment-not-open');
      await manager.update(Assignment, assignmentId, { secondReturnAllowedBy: actor, secondReturnReason: reason });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'second-return-allowed',
        actor,
        data: { unit: assignment.unit, reason },
        dedupeKey: `second-return-allowed:${randomUUID()}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'assignment.return.allow',
        subjectType: 'assignment',
        subjectId: assignmentId,
      });
    });
  }

  /** What was asked for, oldest first. */
  async ofAssignment(assignmentId: string): Promise<ReturnRequest[]> {
    return this.dataSource
      .getRepository(ReturnRequest)
      .find({ where: { assignmentId }, order: { requestedAt: 'ASC' } });
  }

  /** Keeps the supervisor's decision: valid = the case is routed again; not valid = the unit goes on as before. */
  async decide(
    effectKey: string,
    returnId: string,
    decision: { valid: boolean; determinedUnit: string | null; comment: string | null; by: string },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const request = await manager.findOneByOrFail(ReturnRequest, { id: returnId });
      const { assignment, found } = await this.assignments.lock(manager, request.assignmentId);
      const decidedAt = this.clock.now();
      await manager.update(ReturnRequest, returnId, {
        status: decision.valid ? 'granted' : 'rejected',
        decidedBy: decision.by,
        decidedAt,
        determinedUnit: decision.valid ? decision.determinedUnit : null,
        comment: decision.comment,
      });
      // The handling was interrupted, and with it the review of any extension that was asked for.
      await manager.update(
        ExtensionRequest,
        { assignmentId: assignment.id, status: 'requested' },
        { status: 'lapsed' },
      );
      await manager.update(
        Assignment,
        assignment.id,
        decision.valid
          ? { status: 'returned', returnedAt: decidedAt }
          : { status: 'signed-in', returnsRejected: assignment.returnsRejected + 1 },
      );
      // What a sub-platform gave to its units ends with its own assignment.
      if (decision.valid) {
        const open = { parentId: assignment.id, status: In(OPEN_STATUSES) };
        await manager.update(Assignment, open, { status: 'withdrawn' });
      }
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId: assignment.id,
        type: decision.valid ? 'return-granted' : 'return-rejected',
        actor: decision.by,
        data: { returnId, unit: assignment.unit, determinedUnit: decision.determinedUnit, comment: decision.comment },
        dedupeKey: effectKey,
      });
      const unit = this.units.get(assignment.unit);
      if (unit.phone) {
        await this.notifications.queue(manager, {
          dedupeKey: effectKey,
          to: unit.phone,
          template: decision.valid ? 'return-granted' : 'return-rejected',
          params: { number: found.number, unit: unit.name },
        });
      }
    });
  }
}
