import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import type { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService, idFrom, OutboxService } from '../outbox';
import { UnitsService } from '../units/units.service';
import { OpinionWatch } from './opinion-watch.entity';
import { factsWith } from './press-facts';
import { SupervisionService } from './supervision.service';

const HOUR_MS = 60 * 60 * 1000;
const START_TTL_MS = 30 * 24 * HOUR_MS;

/** The door of the watch over public opinion (D7 第五条: 回复后要密切关注后续动态); it outlives the case. */
@Injectable()
export class OpinionWatchService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly units: UnitsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly notifications: NotificationsService,
    private readonly supervision: SupervisionService,
  ) {}

  /** Starts the watch over a reply in the caller's transaction, where the case's profile asks for one. */
  async begin(manager: EntityManager, found: Case, assignmentId: string, unit: string): Promise<void> {
    const { opinionWatch } = this.config.profile(found.profile);
    if (!opinionWatch) return;
    const id = idFrom('opinion-watch', assignmentId);
    const openedAt = this.clock.now();
    const until = new Date(openedAt.getTime() + opinionWatch.hours * HOUR_MS);
    const watchGroup = opinionWatch.group.replaceAll('{unit}', unit);
    await manager.insert(OpinionWatch, { id, caseId: found.id, assignmentId, watchGroup, until, openedAt });
    await this.outbox.add(manager, {
      name: 'reply-given',
      correlationKey: id,
      messageId: id,
      timeToLiveMs: START_TTL_MS,
      variables: { caseId: found.id, watchId: id, watchGroup, watchUntil: until.toISOString() },
    });
  }

  /** The period is over and nobody has reported: the watching unit is reminded. */
  async remind(effectKey: string, watchId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const watch = await manager.findOneByOrFail(OpinionWatch, { id: watchId });
      await manager.update(OpinionWatch, watchId, { remindedAt: this.clock.now() });
      const [kind, code] = watch.watchGroup.split(':');
      const unit = kind === 'unit' && code && this.units.has(code) ? this.units.get(code) : null;
      if (!unit?.phone) return;
      const found = await this.history.lock(manager, watch.caseId);
      await this.notifications.queue(manager, {
        dedupeKey: effectKey,
        to: unit.phone,
        template: 'opinion-watch-due',
        params: { number: found.number, unit: unit.name },
      });
    });
  }

  /** Keeps what was seen; adverse opinion about an open case is reported as media exposure. */
  async record(
    effectKey: string,
    watchId: string,
    seen: { adverse: boolean; note: string | null; by: string },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { caseId } = await manager.findOneByOrFail(OpinionWatch, { id: watchId });
      const found = await this.history.lock(manager, caseId);
      await manager.update(OpinionWatch, watchId, {
        adverse: seen.adverse,
        note: seen.note,
        reportedBy: seen.by,
        reportedAt: this.clock.now(),
      });
      await this.history.append(manager, {
        caseId,
        type: 'opinion-watched',
        actor: seen.by || SYSTEM,
        data: { watchId, adverse: seen.adverse },
        dedupeKey: effectKey,
      });
      if (seen.adverse && found.stage !== 'archived') {
        await this.supervision.report(manager, caseId, { pressId: watchId, facts: factsWith({ mediaExposed: true }) });
      }
    });
  }

  /** Keeps how adverse opinion was dealt with, of an archived case too. */
  async settle(effectKey: string, watchId: string, settled: { measures: string | null; by: string }): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const { caseId } = await manager.findOneByOrFail(OpinionWatch, { id: watchId });
      await this.history.lock(manager, caseId);
      await this.history.append(manager, {
        caseId,
        type: 'opinion-settled',
        actor: settled.by,
        data: { watchId, measures: settled.measures },
        dedupeKey: effectKey,
      });
    });
  }

  /** The watches of a case, oldest first. */
  async ofCase(caseId: string): Promise<OpinionWatch[]> {
    return this.dataSource.getRepository(OpinionWatch).find({ where: { caseId }, order: { openedAt: 'ASC' } });
  }
}
