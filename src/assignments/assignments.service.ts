import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { AttachmentsService } from '../attachments/attachments.service';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { dissatisfactionOf } from '../cases/cases.service';
import { Case } from '../cases/case.entity';
import { caseFactsOf } from '../cases/case-facts';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { DocumentsService } from '../documents/documents.service';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService } from '../outbox';
import { Problem } from '../problems/problem';
import { OpinionWatchService } from '../supervision/opinion-watch.service';
import type { RequestRules, TimeLimits } from '../time-limits';
import { UnitsService } from '../units/units.service';
import { Assignment, type AssignmentRole, isUnderWay, OPEN_STATUSES } from './assignment.entity';
import { ofPart } from './case-part';
import { DueDatesService } from './due-dates.service';
import { ExtensionRequest } from './extension-request.entity';
import { requestRulesOf } from './request-rules-of';

/** The parts of a reply besides its result (D7 第五条), and what is told where a matter is not solved (D9 第三步). */
export interface ReplyParts {
  replyUnit: string | null;
  replyAt: Date | null;
  replyCourse: string | null;
  unsolvedReason: string | null;
  nextStep: string | null;
}

/** An assignment as the process knows it. */
export interface AssignmentRef {
  assignmentId: string;
  unit: string;
  role: AssignmentRole;
}

/** When an issued assignment is due, as the process's timers need it. */
export interface IssuedDeadlines {
  signInDue: string;
  returnDue: string;
  handlingDue: string;
  remindAt: string;
}

/** The same as instants; all are there once the assignment is issued. */
type IssuedDates = { [Due in keyof IssuedDeadlines]: Date | null };

/** What the process needs to know of an issued assignment. */
export type Issued = IssuedDeadlines & {
  /** The unit is a sub-platform, which assigns the matter to units of its own. */
  handDown: boolean;
};

/** The door of assignments: the handling order, sign-in and result. */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly units: UnitsService,
    private readonly dueDates: DueDatesService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly documents: DocumentsService,
    private readonly attachments: AttachmentsService,
    private readonly notifications: NotificationsService,
    private readonly opinions: OpinionWatchService,
  ) {}

  /** Sends the handling order (承办单): the clock of sign-in, return and handling starts here. */
  async issue(effectKey: string, assignmentId: string, limits: TimeLimits): Promise<Issued> {
    return this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.lock(manager, assignmentId);
      const handDown = this.config.subPlatform(assignment.body, assignment.unit) !== undefined;
      // It has its order: a sub-platform whose return was rejected goes on where it was, within the same time (D5 一(二)).
      if (isUnderWay(assignment)) return { ...isoOf(assignment), handDown };
      const issuedAt = this.clock.now();
      const deadlines = await this.dueDates.of(manager, found, assignment, { limits, issuedAt });
      await manager.update(Assignment, assignment.id, {
        status: 'issued',
        issuedAt,
        limits: { ...limits, ...requestRulesOf(found, assignment, this.config) } as object,
        ...deadlines,
      });
      const unit = this.units.get(assignment.unit);
      const { documentId } = await this.documents.issue(manager, {
        caseId: found.id,
        kind: 'handling-order',
        number: await this.orderNumber(manager, found, assignment),
        dedupeKey: effectKey,
        data: await this.orderOf(manager, found, assignment, deadlines),
      });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId: assignment.id,
        type: 'handling-order-issued',
        actor: SYSTEM,
        data: { unit: assignment.unit, role: assignment.role, documentId, ...isoOf(deadlines) },
        dedupeKey: effectKey,
      });
      if (unit.phone) {
        await this.notifications.queue(manager, {
          dedupeKey: effectKey,
          to: unit.phone,
          template: 'handling-order-issued',
          params: { number: found.number, unit: unit.name, due: deadlines.handlingDue.toISOString() },
        });
      }
      return { ...isoOf(deadlines), handDown };
    });
  }

  /** Orders of a case are counted through all its rounds, so that no two bear one number. */
  private async orderNumber(manager: EntityManager, found: Case, assignment: Assignment): Promise<string> {
    const issued = await manager.countBy(Assignment, { caseId: found.id, issuedAt: Not(IsNull()) });
    return `${found.number}-${issued}-${assignment.unit}`;
  }

  private async orderOf(
    manager: EntityManager,
    found: Case,
    assignment: Assignment,
    deadlines: IssuedDates,
  ): Promise<Record<string, unknown>> {
    return {
      body: this.config.body(assignment.body).name,
      ...(await caseFactsOf(manager, found)),
      unit: assignment.unit,
      unitName: this.units.get(assignment.unit).name,
      role: assignment.role,
      round: assignment.round,
      redoReason: await dissatisfactionOf(manager, found.id, assignment.round - 1),
      ...isoOf(deadlines),
    };
  }

  /** The unit took receipt (签收). */
  async signIn(effectKey: string, assignmentId: string, signed: { by: string; at: Date }): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.lock(manager, assignmentId);
      await manager.update(Assignment, assignment.id, {
        status: 'signed-in',
        signedInAt: assignment.signedInAt ?? signed.at,
        signedInBy: assignment.signedInBy ?? signed.by,
      });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'signed-in',
        actor: signed.by,
        data: { unit: assignment.unit, onTime: !assignment.signInDue || signed.at <= assignment.signInDue },
        dedupeKey: effectKey,
      });
    });
  }

  /** The unit reported its result, and every review let it pass. Requests that nobody decided lapse with it. */
  async recordResult(
    effectKey: string,
    assignmentId: string,
    result: {
      text: string | null;
      solved: boolean;
      by: string;
      reply: ReplyParts;
      reviews: object[];
      submissions: { step: string; kind: 'submit' | 'file'; by: string; at: string }[];
    },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { assignment, found } = await this.lock(manager, assignmentId);
      const doneAt = this.clock.now();
      await manager.update(Assignment, assignment.id, {
        status: 'done',
        solved: result.solved,
        result: result.text,
        ...result.reply,
        resultBy: result.by,
        doneAt,
      });
      await manager.update(ExtensionRequest, { assignmentId, status: 'requested' }, { status: 'lapsed' });
      for (const [index, { kind, by, at, ...step }] of result.submissions.entries()) {
        await this.history.append(manager, {
          caseId: found.id,
          assignmentId,
          type: kind === 'submit' ? 'result-submitted' : 'result-filed',
          actor: by,
          data: { unit: assignment.unit, ...step },
          dedupeKey: `${effectKey}:submission:${index}`,
          at: new Date(at),
        });
      }
      const waiting = await manager.countBy(Assignment, {
        caseId: found.id,
        round: assignment.round,
        ...ofPart(assignment),
        status: In(OPEN_STATUSES),
      });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId,
        type: 'result-recorded',
        actor: result.by,
        data: {
          unit: assignment.unit,
          solved: result.solved,
          result: result.text,
          ...result.reply,
          reviews: result.reviews,
          attachments: (await this.attachments.ofAssignment(manager, assignmentId, 'reply')).map(({ id, kind }) => ({
            id,
            kind,
          })),
          onTime: !assignment.handlingDue || doneAt <= assignment.handlingDue,
        },
        dedupeKey: effectKey,
        ...(waiting === 0 && !assignment.parentId ? { stage: 'handled' as const } : {}),
      });
      if (this.config.subPlatform(assignment.body, assignment.unit)) {
        await this.history.append(manager, {
          caseId: found.id,
          assignmentId,
          type: 'reported-back',
          actor: result.by,
          data: { unit: assignment.unit, to: assignment.body },
          dedupeKey: `${effectKey}:reported-back`,
        });
      }
      if (assignment.parentId) return;
      await this.opinions.begin(manager, found, assignmentId, assignment.unit);
    });
  }

  /** The assignment and its case, both locked, in the order in which every door locks them. */
  async lock(manager: EntityManager, assignmentId: string): Promise<{ assignment: Assignment; found: Case }> {
    const { caseId } = (await manager.findOneBy(Assignment, { id: assignmentId })) ?? {};
    if (!caseId) throw new Problem('not-found');
    const found = await this.history.lockOpen(manager, caseId);
    const assignment = await manager.findOneByOrFail(Assignment, { id: assignmentId });
    return { assignment, found };
  }

  /** What holds of requests about an assignment, shown before anybody makes one. */
  async requestRules(assignment: Assignment): Promise<RequestRules> {
    const found = await this.dataSource.getRepository(Case).findOneByOrFail({ id: assignment.caseId });
    return requestRulesOf(found, assignment, this.config);
  }

  /** The assignments of a case, oldest first. */
  async ofCase(caseId: string): Promise<Assignment[]> {
    return this.dataSource.getRepository(Assignment).find({ where: { caseId }, order: { routedAt: 'ASC', id: 'ASC' } });
  }
}

/** The deadlines of an assignment that has its order, as the process takes them. */
function isoOf(deadlines: IssuedDates): IssuedDeadlines {
  return {
    signInDue: deadlines.signInDue!.toISOString(),
    returnDue: deadlines.returnDue!.toISOString(),
    handlingDue: deadlines.handlingDue!.toISOString(),
    remindAt: deadlines.remindAt!.toISOString(),
  };
}
