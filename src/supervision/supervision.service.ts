import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { Assignment, OPEN_STATUSES } from '../assignments/assignment.entity';
import { AuditService } from '../audit/audit.service';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import type { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { DocumentsService } from '../documents/documents.service';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService, idFrom, OutboxService } from '../outbox';
import { UnitsService } from '../units/units.service';
import { MediaArticle } from './media-article.entity';
import { factsOf, isPressing, type PressFacts } from './press-facts';
import { Supervision, type SupervisionGround } from './supervision.entity';

/** One report of facts; the table of grounds decides what follows from it. */
export interface Pressing extends PressFacts {
  pressId: string;
  assignmentId: string | null;
}

/** A step of supervision, as bpmn/supervision-steps.dmn gives it. */
export interface Measure {
  level: string;
  hours: number;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** The door of supervision (督办, D1 一(一)4): facts go to the process, which decides on ground and steps. */
@Injectable()
export class SupervisionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly units: UnitsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
    private readonly documents: DocumentsService,
    private readonly notifications: NotificationsService,
  ) {}

  /** Asks for supervision on a ground; the process opens it when the message arrives. */
  async request(
    caseId: string,
    asked: { ground: SupervisionGround; note?: string },
    actor: string,
  ): Promise<{ id: string }> {
    const pressId = randomUUID();
    const id = idFrom('supervision', pressId, asked.ground);
    await this.dataSource.transaction(async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      await manager.insert(Supervision, {
        id,
        caseId: found.id,
        ground: asked.ground,
        note: asked.note ?? null,
        requestedBy: actor,
        requestedAt: this.clock.now(),
        status: 'requested',
      });
      await this.history.append(manager, {
        caseId,
        type: 'supervision-requested',
        actor,
        data: { supervisionId: id, ground: asked.ground },
        dedupeKey: `supervision-requested:${id}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'case.supervision.request',
        subjectType: 'case',
        subjectId: caseId,
        data: { supervisionId: id, ground: asked.ground },
      });
      await this.report(manager, caseId, { pressId, facts: factsOf(asked.ground) });
    });
    this.outbox.relaySoon();
    return { id };
  }

  /**
   * Reports facts in the caller's transaction, once a `pressId`; the caller calls `outbox.relaySoon()` or leaves it to
   * the loop. Whether a ground follows from them is the table's to say (bpmn/supervision-grounds.dmn).
   */
  async report(
    manager: EntityManager,
    caseId: string,
    { pressId, facts, assignmentId }: { pressId: string; facts: PressFacts; assignmentId?: string },
  ): Promise<void> {
    if (!isPressing(facts)) return;
    const pressing: Pressing = { pressId, ...facts, assignmentId: assignmentId ?? null };
    await this.outbox.add(manager, {
      name: 'supervision-requested',
      correlationKey: caseId,
      messageId: pressId,
      timeToLiveMs: DAY_MS,
      variables: { pressing },
    });
  }

  /** Opens a supervision on a ground, unless the same thing is pressed on that ground already. */
  async open(
    effectKey: string,
    asked: { caseId: string; ground: SupervisionGround; pressId: string; assignmentId: string | null },
  ): Promise<{ supervisionId: string; opened: boolean }> {
    return this.effects.once(effectKey, async (manager) => {
      await this.history.lockOpen(manager, asked.caseId);
      const id = idFrom('supervision', asked.pressId, asked.ground);
      const { caseId, ground, assignmentId } = asked;
      const same = { caseId, ground, status: 'open' as const, assignmentId: assignmentId ?? IsNull() };
      const earlier = await manager.findOneBy(Supervision, same);
      const now = this.clock.now();
      if (earlier) {
        await manager.update(Supervision, id, { status: 'merged', closedAt: now, closedBy: SYSTEM });
        return { supervisionId: earlier.id, opened: false };
      }
      const requested = await manager.existsBy(Supervision, { id });
      if (requested) await manager.update(Supervision, id, { status: 'open', openedAt: now });
      else {
        await manager.insert(Supervision, {
          id,
          caseId,
          assignmentId,
          ground,
          requestedBy: SYSTEM,
          requestedAt: now,
          status: 'open',
          openedAt: now,
        });
      }
      await this.history.append(manager, {
        caseId,
        assignmentId: assignmentId ?? undefined,
        type: 'supervision-opened',
        actor: SYSTEM,
        data: { supervisionId: id, ground },
        dedupeKey: effectKey,
      });
      return { supervisionId: id, opened: true };
    });
  }

  /** Issues the document of a step to the units that are still to deliver, and gives the time it has to be settled by. */
  async issue(
    effectKey: string,
    supervisionId: string,
    { step, measure }: { step: number; measure: Measure },
  ): Promise<{ stepDue: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const supervision = await manager.findOneByOrFail(Supervision, { id: supervisionId });
      const found = await this.history.lockOpen(manager, supervision.caseId);
      const stepDue = new Date(this.clock.now().getTime() + measure.hours * HOUR_MS);
      const pressed = await this.pressed(manager, supervision);
      const { documentId } = await this.documents.issue(manager, {
        caseId: found.id,
        kind: 'supervision',
        number: await this.numberOf(manager, found),
        dedupeKey: effectKey,
        data: {
          caseNumber: found.number,
          title: found.title,
          content: found.content,
          level: measure.level,
          ground: supervision.ground,
          note: supervision.note,
          step,
          stepDue: stepDue.toISOString(),
          articles: await this.articlesOf(manager, supervision),
          units: pressed.map(({ unit, handlingDue }) => ({
            name: this.units.get(unit).name,
            overdue: handlingDue !== null && handlingDue < this.clock.now(),
          })),
        },
      });
      await manager.update(Supervision, supervisionId, { level: measure.level, step, stepDue });
      await this.history.append(manager, {
        caseId: found.id,
        assignmentId: supervision.assignmentId ?? undefined,
        type: 'supervision-issued',
        actor: SYSTEM,
        data: { supervisionId, ground: supervision.ground, level: measure.level, step, documentId, stepDue },
        dedupeKey: effectKey,
      });
      for (const { unit } of pressed) await this.tellUnit(manager, effectKey, unit, found, measure.level, stepDue);
      return { stepDue: stepDue.toISOString() };
    });
  }

  /** What the media published of the case, where that is the ground: the order tells the unit of it. */
  private async articlesOf(
    manager: EntityManager,
    { caseId, ground }: Supervision,
  ): Promise<Pick<MediaArticle, 'outlet' | 'title' | 'url' | 'summary'>[]> {
    if (ground !== 'media-exposure') return [];
    const articles = await manager.find(MediaArticle, { where: { caseId }, order: { publishedAt: 'ASC', id: 'ASC' } });
    return articles.map(({ outlet, title, url, summary }) => ({ outlet, title, url, summary }));
  }

  /** The assignments that are pressed: the one named, or all that are still open. */
  private async pressed(manager: EntityManager, supervision: Supervision): Promise<Assignment[]> {
    if (supervision.assignmentId) return manager.findBy(Assignment, { id: supervision.assignmentId });
    const open = In(OPEN_STATUSES);
    return manager.find(Assignment, {
      where: { caseId: supervision.caseId, status: open },
      order: { routedAt: 'ASC', id: 'ASC' },
    });
  }

  private async numberOf(manager: EntityManager, found: Case): Promise<string> {
    const rows: { count: number }[] = await manager.query(
      `SELECT count(*)::int AS count FROM document WHERE case_id = $1 AND kind = 'supervision'`,
      [found.id],
    );
    return `${found.number}-D${rows[0]!.count + 1}`;
  }

  private async tellUnit(
    manager: EntityManager,
    effectKey: string,
    unitCode: string,
    found: Case,
    level: string,
    due: Date,
  ): Promise<void> {
    const unit = this.units.get(unitCode);
    if (!unit.phone) return;
    await this.notifications.queue(manager, {
      dedupeKey: `${effectKey}:${unitCode}`,
      to: unit.phone,
      template: `supervision-${level}`,
      params: { number: found.number, unit: unit.name, due: due.toISOString() },
    });
  }

  /** Keeps how it was settled: by a supervisor, or by the leader whom the last step went to. */
  async record(
    effectKey: string,
    supervisionId: string,
    outcome: { measures: Record<string, unknown>; by: string },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const supervision = await manager.findOneByOrFail(Supervision, { id: supervisionId });
      await this.history.lockOpen(manager, supervision.caseId);
      await manager.update(Supervision, supervisionId, {
        status: 'closed',
        closedAt: this.clock.now(),
        closedBy: outcome.by,
        measures: outcome.measures as object,
      });
      await this.history.append(manager, {
        caseId: supervision.caseId,
        assignmentId: supervision.assignmentId ?? undefined,
        type: 'supervision-recorded',
        actor: outcome.by,
        data: { supervisionId, ground: supervision.ground, level: supervision.level, ...outcome.measures },
        dedupeKey: effectKey,
      });
    });
  }

  /** What is still open when the case is archived lapses with it; called in the archive's transaction. */
  async lapse(manager: EntityManager, caseId: string): Promise<void> {
    await manager.update(
      Supervision,
      { caseId, status: In(['requested', 'open']) },
      { status: 'lapsed', closedAt: this.clock.now(), closedBy: SYSTEM },
    );
  }

  /** The supervisions of a case, oldest first. */
  async ofCase(caseId: string): Promise<Supervision[]> {
    return this.dataSource
      .getRepository(Supervision)
      .find({ where: { caseId }, order: { requestedAt: 'ASC', id: 'ASC' } });
  }
}
