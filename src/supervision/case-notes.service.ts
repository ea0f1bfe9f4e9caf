import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { EffectsService, OutboxService } from '../outbox';
import { Remark } from './remark.entity';
import { Urge } from './urge.entity';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The door of what people note on a case from outside its flow: urging (催办) and the remarks of oversight (监察). */
@Injectable()
export class CaseNotesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
  ) {}

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
      await this.announce(manager, caseId, id, actor);
    });
    this.outbox.relaySoon();
    return { id };
  }

  /** The same citizen raised the same matter again: that urges the case, in the caller's transaction. */
  async repeat(
    manager: EntityManager,
    caseId: string,
    again: { note: string; channel: string; idempotencyKey: string | null; idempotencyHash: string | null },
    actor: string,
  ): Promise<void> {
    const id = randomUUID();
    await this.history.lockOpen(manager, caseId);
    await manager.insert(Urge, { id, caseId, ...again, urgedBy: actor, urgedAt: this.clock.now() });
    await this.history.append(manager, {
      caseId,
      type: 'repeated',
      actor,
      data: { urgeId: id, channel: again.channel },
      dedupeKey: `repeated:${id}`,
    });
    await this.announce(manager, caseId, id, actor);
  }

  private async announce(manager: EntityManager, caseId: string, urgeId: string, actor: string): Promise<void> {
    await this.audit.record(manager, {
      actor,
      action: 'case.urge',
      subjectType: 'case',
      subjectId: caseId,
      data: { urgeId },
    });
    await this.outbox.add(manager, {
      name: 'case-urged',
      correlationKey: caseId,
      messageId: urgeId,
      timeToLiveMs: DAY_MS,
      variables: { urgeId },
    });
  }

  /** Was the case of an assignment urged? Its next tasks begin with a higher priority then. */
  async isUrged(caseId: string): Promise<boolean> {
    return this.dataSource.getRepository(Urge).existsBy({ caseId });
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
