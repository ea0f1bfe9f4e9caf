import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { EffectsService, OutboxService } from '../outbox';
import { Remark } from './remark.entity';
import { Supervision, type SupervisionGround } from './supervision.entity';
import { Urge } from './urge.entity';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The door of pressing a case on: supervision (督办), urging (催办) and the remarks of oversight. */
@Injectable()
export class SupervisionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
  ) {}

  /** Asks for supervision on a ground; the process opens it when the message arrives. */
  async request(
    caseId: string,
    asked: { ground: SupervisionGround; note?: string },
    actor: string,
  ): Promise<{ id: string }> {
    const id = randomUUID();
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
      await this.outbox.add(manager, {
        name: 'supervision-requested',
        correlationKey: caseId,
        messageId: id,
        timeToLiveMs: DAY_MS,
        variables: { supervisionId: id, ground: asked.ground },
      });
    });
    this.outbox.relaySoon();
    return { id };
  }

  /** The process took the request up. */
  async open(effectKey: string, supervisionId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const supervision = await manager.findOneByOrFail(Supervision, { id: supervisionId });
      await this.history.lockOpen(manager, supervision.caseId);
      await manager.update(Supervision, supervisionId, { status: 'open', openedAt: this.clock.now() });
      await this.history.append(manager, {
        caseId: supervision.caseId,
        type: 'supervision-opened',
        actor: SYSTEM,
        data: { supervisionId, ground: supervision.ground },
        dedupeKey: effectKey,
      });
    });
  }

  /** Keeps what the supervisor did about it. */
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
        type: 'supervision-recorded',
        actor: outcome.by,
        data: { supervisionId, ground: supervision.ground, ...outcome.measures },
        dedupeKey: effectKey,
      });
    });
  }

  /** Passes on that the citizen asked again. */
  async urge(caseId: string, note: string | undefined, actor: string): Promise<{ id: string }> {
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      await this.history.lockOpen(manager, caseId);
      await manager.insert(Urge, { id, caseId, note: note ?? null, urgedBy: actor, urgedAt: this.clock.now() });
      await this.history.append(manager, {
        caseId,
        type: 'urged',
        actor,
        data: { urgeId: id },
        dedupeKey: `urged:${id}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'case.urge',
        subjectType: 'case',
        subjectId: caseId,
        data: { urgeId: id },
      });
      await this.outbox.add(manager, {
        name: 'case-urged',
        correlationKey: caseId,
        messageId: id,
        timeToLiveMs: DAY_MS,
        variables: { urgeId: id },
      });
    });
    this.outbox.relaySoon();
    return { id };
  }

  /** The process took note of an urge. */
  async recordUrge(effectKey: string, urgeId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const urge = await manager.findOneByOrFail(Urge, { id: urgeId });
      await this.history.lockOpen(manager, urge.caseId);
      await manager.update(Urge, urgeId, { recordedAt: this.clock.now() });
      await this.history.append(manager, {
        caseId: urge.caseId,
        type: 'urge-recorded',
        actor: SYSTEM,
        data: { urgeId },
        dedupeKey: effectKey,
      });
    });
  }

  /** Notes a remark of oversight: it reads everything and changes nothing else, not even of an archived case. */
  async remark(caseId: string, text: string, actor: string): Promise<{ id: string }> {
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      await this.history.lock(manager, caseId);
      await manager.insert(Remark, { id, caseId, text, madeBy: actor, madeAt: this.clock.now() });
      await this.history.append(manager, {
        caseId,
        type: 'remarked',
        actor,
        data: { remarkId: id, text },
        dedupeKey: `remarked:${id}`,
      });
      await this.audit.record(manager, {
        actor,
        action: 'case.remark',
        subjectType: 'case',
        subjectId: caseId,
        data: { remarkId: id },
      });
    });
    return { id };
  }
}
