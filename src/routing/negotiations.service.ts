import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService, idFrom } from '../outbox';
import { workingCalendarOf } from '../time-limits';
import { UnitsService } from '../units/units.service';
import { Negotiation, type Position } from './negotiation.entity';

/** Row of the DMN decision negotiation-limits: working days after today, or clock hours from now. */
export interface NegotiationLimits {
  days: number | null;
  clockHours: number | null;
}

/** How a negotiation ended. */
export interface Settlement {
  /** The lead first. */
  units: string[];
  /** A leader designated them after the deadline, instead of an agreement before it. */
  designated: boolean;
  opinion: string | null;
  by: string;
  positions: Position[];
}

/** The door of negotiations (职责协商, D5 一(二) 职责界定): opened when the rules cannot tell whose a case is. */
@Injectable()
export class NegotiationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly units: UnitsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly notifications: NotificationsService,
  ) {}

  /** Opens a negotiation with its deadline and tells the units. */
  async open(
    effectKey: string,
    input: {
      caseId: string;
      round: number;
      units: string[];
      limits: NegotiationLimits;
      platformAssignmentId?: string;
    },
  ): Promise<{ negotiationId: string; negotiationDue: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, input.caseId);
      const openedAt = this.clock.now();
      const dueAt = this.dueOf(found, openedAt, input.limits);
      const id = idFrom('negotiation', effectKey);
      await manager.insert(Negotiation, {
        id,
        caseId: found.id,
        round: input.round,
        units: input.units,
        // 首接负责: until it is settled, the unit that took the case first answers for it.
        answerable: await this.firstReceiver(manager, input),
        openedAt,
        dueAt,
        coUnits: [],
        positions: [],
      });
      await this.history.append(manager, {
        caseId: found.id,
        type: 'negotiation-opened',
        actor: SYSTEM,
        data: { negotiationId: id, units: input.units, dueAt: dueAt.toISOString() },
        dedupeKey: effectKey,
      });
      for (const code of input.units) {
        const unit = this.units.get(code);
        if (!unit.phone) continue;
        await this.notifications.queue(manager, {
          dedupeKey: `${effectKey}:${code}`,
          to: unit.phone,
          template: 'negotiation-opened',
          params: { number: found.number, unit: unit.name, due: dueAt.toISOString() },
        });
      }
      return { negotiationId: id, negotiationDue: dueAt.toISOString() };
    });
  }

  /** Keeps how it ended, with what each unit said. */
  async settle(effectKey: string, negotiationId: string, settled: Settlement): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const negotiation = await manager.findOneByOrFail(Negotiation, { id: negotiationId });
      const found = await this.history.lockOpen(manager, negotiation.caseId);
      const [lead, ...coUnits] = settled.units;
      await manager.update(Negotiation, negotiationId, {
        lead,
        coUnits,
        designated: settled.designated,
        opinion: settled.opinion,
        positions: settled.positions,
        decidedBy: settled.by,
        decidedAt: this.clock.now(),
      });
      await this.history.append(manager, {
        caseId: found.id,
        type: 'negotiation-settled',
        actor: settled.by,
        data: { negotiationId, lead, coUnits, designated: settled.designated, opinion: settled.opinion },
        dedupeKey: effectKey,
      });
    });
  }

  /** The negotiations of a case, the oldest first. */
  async ofCase(caseId: string): Promise<Negotiation[]> {
    return this.dataSource.getRepository(Negotiation).find({ where: { caseId }, order: { openedAt: 'ASC' } });
  }

  /** The negotiations of a body's cases that are not settled, the most urgent first. */
  async unsettled(body: string): Promise<Negotiation[]> {
    return this.dataSource
      .getRepository(Negotiation)
      .createQueryBuilder('negotiation')
      .innerJoin(Case, 'found', 'found.id = negotiation.caseId AND found.body = :body', { body })
      .where('negotiation.decidedAt IS NULL')
      .orderBy('negotiation.dueAt', 'ASC')
      .limit(200)
      .getMany();
  }

  private dueOf(found: Case, openedAt: Date, limits: NegotiationLimits): Date {
    if (limits.clockHours !== null) return new Date(openedAt.getTime() + limits.clockHours * 3_600_000);
    const calendar = workingCalendarOf(this.config);
    const { closeOfBusiness } = this.config.profile(found.profile);
    return calendar.at(calendar.workingDayAfter(calendar.dateOf(openedAt), limits.days ?? 1), closeOfBusiness);
  }

  private async firstReceiver(
    manager: EntityManager,
    { caseId, round, platformAssignmentId }: { caseId: string; round: number; platformAssignmentId?: string },
  ): Promise<string | null> {
    const [first] = await manager.query<{ unit: string }[]>(
      `SELECT unit FROM assignment WHERE case_id = $1 AND round = $2 AND parent_id IS NOT DISTINCT FROM $3
       ORDER BY routed_at, id LIMIT 1`,
      [caseId, round, platformAssignmentId ?? null],
    );
    return first?.unit ?? null;
  }
}
