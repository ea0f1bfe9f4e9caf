import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { EffectsService, idFrom } from '../outbox';
import { type Routable, routableOf, RoutingService, type Spoken } from '../routing';
import { UnitsService } from '../units/units.service';
import { Assignment } from './assignment.entity';
import type { AssignmentRef } from './assignments.service';
import { ofPart, partOf } from './case-part';
import { ReturnRequest } from './return-request.entity';
import { writeRouted } from './routed-assignment';

/** What became of an assignment that a unit handed back: another unit has it, one that is at work takes it on, or nobody yet. */
export interface Reassigned {
  reassignment: 'assigned' | 'absorbed' | 'negotiate' | 'unknown';
  /** Of `negotiate`: the units that settle whose duty it is (D5 一(二) 职责界定). */
  negotiators: string[];
  assignment: AssignmentRef;
}

/** The results of a round: whether several units handled it, and who merges them until when. */
export interface Collected {
  joint: boolean;
  leadUnit: string;
  mergeDue: string | null;
}

/** A round of a case, or of the part that is handed down through a sub-platform's assignment. */
export interface RoundOf {
  caseId: string;
  round: number;
  platformAssignmentId?: string;
}

/** Several units on one case (D9 第二步: 联合调查组): one part goes back while the rest goes on, and the lead merges the results. */
@Injectable()
export class JointService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly units: UnitsService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly routing: RoutingService,
  ) {}

  /**
   * Duties are determined and the returned part is transferred again (D5 一(二)): to the unit that a person chose, else the one that
   * the review determined, else by the rules without those that handed it back. The new assignment has its own clock.
   */
  async reassign(effectKey: string, input: { assignment: AssignmentRef; chosenUnits: string[] }): Promise<Reassigned> {
    return this.effects.once(effectKey, async (manager) => {
      const { caseId } = await manager.findOneByOrFail(Assignment, { id: input.assignment.assignmentId });
      const found = await this.history.lockOpen(manager, caseId);
      const returned = await manager.findOneByOrFail(Assignment, { id: input.assignment.assignmentId });
      const ofRound = await manager.findBy(Assignment, { caseId, round: returned.round, ...ofPart(returned) });
      const routable = routableOf(found, partOf(found, returned, this.config));
      const {
        unit,
        spoken,
        negotiators = [],
      } = await this.unitFor(manager, routable, returned, ofRound, input.chosenUnits);
      const live = ofRound.find((one) => one.unit === unit && one.status !== 'returned');
      const nobody = negotiators.length > 0 ? 'negotiate' : 'unknown';
      const reassignment = !unit ? nobody : live ? 'absorbed' : 'assigned';
      const assignment = live ?? (unit ? await this.create(manager, effectKey, returned, unit) : returned);
      if (unit && !live) await this.routing.record(manager, assignment, routable, spoken);
      if (live && returned.role === 'lead') await manager.update(Assignment, live.id, { role: 'lead' });
      await this.history.append(manager, {
        caseId,
        type: unit ? 'routed' : 'not-routed',
        actor: SYSTEM,
        data: {
          round: returned.round,
          body: returned.body,
          instead: returned.unit,
          unit,
          reassignment,
          negotiators,
          because: spoken.because,
        },
        dedupeKey: effectKey,
      });
      return {
        reassignment,
        negotiators,
        assignment: { assignmentId: assignment.id, unit: assignment.unit, role: returned.role },
      };
    });
  }

  private async unitFor(
    manager: EntityManager,
    routable: Routable,
    returned: Assignment,
    ofRound: Assignment[],
    chosenUnits: string[],
  ): Promise<{ unit: string | undefined; spoken: Spoken; negotiators?: string[] }> {
    const request = await manager.findOne(ReturnRequest, {
      where: { assignmentId: returned.id, status: 'granted' },
      order: { decidedAt: 'DESC' },
    });
    const determined = chosenUnits[0] ?? request?.determinedUnit;
    if (determined && this.units.has(determined)) {
      const rule = chosenUnits[0] ? 'chosen' : 'determined';
      return { unit: determined, spoken: { because: [{ rule, units: [determined] }], candidates: [] } };
    }
    const rules = await this.routing.rulesFor(routable);
    // Units at work are left out as well, but only returns put duties in question.
    const back = ofRound.filter(({ status }) => status === 'returned');
    const decision = await this.routing.decide(
      routable,
      rules.filter(({ rule, limit }) => rule !== 'returned-often' || back.length >= (limit ?? 0)),
      {
        exclude: ofRound.map(({ unit }) => unit),
        suggested: request ? [request.suggestedUnit] : [],
        firstReceivers: [],
        chosenUnits: [],
      },
      manager,
    );
    const { assignments, negotiators } = decision;
    return { unit: assignments[0]?.unit, spoken: decision, negotiators };
  }

  private async create(
    manager: EntityManager,
    effectKey: string,
    returned: Assignment,
    unit: string,
  ): Promise<Assignment> {
    const { caseId, round, body, parentId, role } = returned;
    const id = idFrom('assignment', effectKey, unit);
    return writeRouted(manager, { id, caseId, round, body, parentId, unit, role, routedAt: this.clock.now() });
  }

  /** What the units of a round came to, once each of them is done. */
  async collect(of: RoundOf): Promise<Collected> {
    const done = await this.done(this.dataSource.manager, of);
    const lead = done.find(({ role }) => role === 'lead') ?? done[0];
    return {
      joint: done.length > 1,
      leadUnit: lead?.unit ?? '',
      mergeDue: lead?.handlingDue?.toISOString() ?? null,
    };
  }

  /** Keeps the one result that the lead made of all: it is what the citizen is told. */
  async recordMerged(
    effectKey: string,
    input: {
      of: RoundOf;
      leadUnit: string;
      text: string;
      details: Record<string, unknown>;
      by: string;
    },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, input.of.caseId);
      const { round, platformAssignmentId } = input.of;
      const parts = await this.done(manager, input.of);
      await this.history.append(manager, {
        caseId: found.id,
        type: 'results-merged',
        actor: input.by,
        data: {
          round,
          leadUnit: input.leadUnit,
          units: parts.map(({ unit }) => unit),
          result: input.text,
          ...input.details,
        },
        dedupeKey: effectKey,
        // What a sub-platform merged is the material of its report; the citizen is told by the body that took the case down.
        ...(platformAssignmentId ? {} : { stage: 'handled' as const, changes: { answer: input.text } }),
      });
    });
  }

  private async done(manager: EntityManager, { caseId, round, platformAssignmentId }: RoundOf): Promise<Assignment[]> {
    return manager.find(Assignment, {
      where: { caseId, round, status: In(['done']), ...ofPart({ parentId: platformAssignmentId ?? null }) },
      order: { doneAt: 'ASC', id: 'ASC' },
    });
  }
}
