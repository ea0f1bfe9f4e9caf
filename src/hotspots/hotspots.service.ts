import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { groupOfBody } from '../identity/principal';
import { EffectsService, OutboxService } from '../outbox';
import { Problem } from '../problems/problem';
import { UnitsService } from '../units/units.service';
import { Hotspot } from './hotspot.entity';

/** What a supervisor states about a hot spot. */
export interface NewHotspot {
  /** The hotline body that found it, and checks the rectification. */
  body: string;
  title: string;
  description: string;
  category?: string;
  unit: string;
  owner: string;
  dueAt: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The door of hot spots and their rectification (D8). */
@Injectable()
export class HotspotsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly units: UnitsService,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
  ) {}

  /** Notes a hot spot and starts its rectification; with an id of its own, a repeat changes nothing. */
  async report(found: NewHotspot, actor: string, id: string = randomUUID()): Promise<{ id: string }> {
    this.units.of(found.body, found.unit);
    if (found.dueAt <= this.clock.now()) throw new Problem('due-in-the-past');
    await this.dataSource.transaction(async (manager) => {
      if (await manager.existsBy(Hotspot, { id })) return;
      await manager.insert(Hotspot, {
        id,
        ...found,
        category: found.category ?? null,
        status: 'found',
        foundBy: actor,
        foundAt: this.clock.now(),
      });
      await this.audit.record(manager, {
        actor,
        action: 'hotspot.report',
        subjectType: 'hotspot',
        subjectId: id,
        data: { unit: found.unit },
      });
      await this.outbox.add(manager, {
        name: 'hotspot-found',
        correlationKey: id,
        messageId: id,
        timeToLiveMs: 30 * DAY_MS,
        variables: {
          hotspotId: id,
          unit: found.unit,
          dueAt: found.dueAt.toISOString(),
          checkers: groupOfBody(found.body, 'supervisor'),
        },
      });
    });
    this.outbox.relaySoon();
    return { id };
  }

  /** The unit has it. */
  async open(effectKey: string, hotspotId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await manager.update(Hotspot, hotspotId, { status: 'rectifying', openedAt: this.clock.now() });
    });
  }

  /** The deadline passed without a rectification that held. */
  async recordOverdue(effectKey: string, hotspotId: string): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await manager.update(Hotspot, hotspotId, { overdueAt: this.clock.now() });
    });
  }

  /** Keeps what the unit did and what the check said of it. */
  async record(
    effectKey: string,
    hotspotId: string,
    outcome: { passed: boolean; measures: Record<string, unknown>; checkedBy: string },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await manager.update(Hotspot, hotspotId, {
        measures: outcome.measures as object,
        checkedBy: outcome.checkedBy,
        ...(outcome.passed ? { status: 'closed' as const, closedAt: this.clock.now() } : {}),
      });
      await this.audit.record(manager, {
        actor: outcome.checkedBy,
        action: 'hotspot.check',
        subjectType: 'hotspot',
        subjectId: hotspotId,
        data: { passed: outcome.passed },
        dedupeKey: effectKey,
      });
    });
  }

  /** Hot spots of a body or a unit, newest first. */
  async list(of: { body: string } | { unit: string }): Promise<Hotspot[]> {
    return this.dataSource.getRepository(Hotspot).find({ where: of, order: { foundAt: 'DESC' }, take: 200 });
  }
}
