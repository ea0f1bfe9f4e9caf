import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { EffectsService, idFrom } from '../outbox';
import { type Routable, routableOf, type RoutingDecision, RoutingService, rulesFor } from '../routing';
import { RoutingRecord } from '../routing/routing-record.entity';
import { factsWith } from '../supervision/press-facts';
import { SupervisionService } from '../supervision/supervision.service';
import { UnitsService } from '../units/units.service';
import { Assignment, type AssignmentRole } from './assignment.entity';
import type { AssignmentRef } from './assignments.service';
import { type CasePart, handedDown, ofPart, partOf } from './case-part';
import { ReturnRequest } from './return-request.entity';
import { writeRouted } from './routed-assignment';

/** Who is to handle a case, or why nobody could be found by the rules. */
export interface Routed {
  routed: boolean;
  /** `negotiate`: the units in `negotiators` settle whose it is; `nobody`: a person chooses. */
  routingOutcome: RoutingDecision['outcome'];
  negotiators: string[];
  assignments: AssignmentRef[];
}

/** What is to be routed: a round of a case, or of the part of it that is handed down through a sub-platform's assignment. */
export interface RoutingOf {
  caseId: string;
  round: number;
  chosenUnits: string[];
  platformAssignmentId?: string;
}

/** The door of routing (派单): decides by the rules, makes the assignments, and keeps what a person's choice teaches. */
@Injectable()
export class CaseRoutingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly units: UnitsService,
    private readonly routing: RoutingService,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly supervision: SupervisionService,
  ) {}

  /**
   * Finds who handles the case in this round. A unit that returned it is left out, unless a person chose it; what is
   * done stays done, and what is still to be handled is given again, so that a repeat loses nobody.
   */
  async route(effectKey: string, input: RoutingOf): Promise<Routed> {
    const before = await this.dataSource.getRepository(Case).findOneByOrFail({ id: input.caseId });
    const part = await this.partFor(before, input.platformAssignmentId);
    // Asked before the transaction, which would otherwise hold its locks while the engine answers.
    const rules = await this.routing.rulesFor(routableOf(before, part));
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, input.caseId);
      const { past, ofRound } = await this.pastOf(manager, found, part, input);
      const routable = routableOf(found, part);
      const decide = await this.routing.decider(routable, rules, manager);
      const decision = decide(past);
      const live = ofRound.filter(({ status }) => status !== 'returned' && status !== 'withdrawn');
      for (const wanted of decision.assignments) {
        if (live.some((assignment) => assignment.unit === wanted.unit)) continue;
        const made = await this.create(manager, effectKey, { found, part, round: input.round }, wanted);
        await this.routing.record(manager, made, routable, decision);
        live.push(made);
      }
      if (input.chosenUnits.length > 0 && !found.instructed && ofRound.length === 0) {
        const proposed = decide({ ...past, chosenUnits: [] });
        await this.learnFromChoice(manager, effectKey, { found, routable }, input.chosenUnits[0]!, proposed);
      }
      const assignments = live
        .filter((assignment) => assignment.status !== 'done')
        .map(({ id, unit, role }) => ({ assignmentId: id, unit, role }));
      const routed = assignments.length > 0;
      await this.history.append(manager, {
        caseId: found.id,
        type: routed ? 'routed' : 'not-routed',
        actor: SYSTEM,
        data: {
          round: input.round,
          body: part.body,
          assignments,
          because: decision.because,
          outcome: decision.outcome,
          negotiators: decision.negotiators,
          answerable: decision.answerable,
        },
        dedupeKey: effectKey,
        ...(part.parentId
          ? {}
          : routed
            ? { stage: 'handling', changes: { disposal: 'transfer' } }
            : { stage: 'to-route' }),
      });
      if (routed && !part.parentId) {
        await this.supervision.report(manager, found.id, {
          pressId: idFrom('routed', found.id),
          facts: factsWith({ hot: found.hot, instructed: found.instructed }),
        });
      }
      return { routed, routingOutcome: decision.outcome, negotiators: decision.negotiators, assignments };
    });
  }

  /** Keeps what a valid return teaches: not this unit, but the one that it suggested. */
  async learnFromReturn(returnId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const request = await manager.findOneByOrFail(ReturnRequest, { id: returnId });
      if (request.status !== 'granted') return;
      const assignment = await manager.findOneByOrFail(Assignment, { id: request.assignmentId });
      const found = await manager.findOneByOrFail(Case, { id: assignment.caseId });
      const record = await manager.findOneBy(RoutingRecord, { assignmentId: assignment.id });
      await this.routing.learn(manager, {
        kind: 'return',
        caseId: found.id,
        of: routableOf(found, partOf(found, assignment, this.config)),
        fromUnit: assignment.unit,
        toUnit: this.units.has(request.suggestedUnit) ? request.suggestedUnit : null,
        rules: record?.rules ?? [],
        actor: request.decidedBy ?? SYSTEM,
        key: `return:${returnId}`,
      });
    });
  }

  private async partFor(found: Case, platformAssignmentId: string | undefined): Promise<CasePart> {
    if (!platformAssignmentId) return { body: found.body, profile: found.profile, parentId: null };
    const platform = await this.dataSource.getRepository(Assignment).findOneByOrFail({ id: platformAssignmentId });
    return handedDown(platform, this.config);
  }

  private async pastOf(manager: EntityManager, found: Case, part: CasePart, input: RoutingOf) {
    const all = await manager.find(Assignment, {
      where: { caseId: found.id, body: part.body, ...(part.parentId ? {} : ofPart(part)) },
      order: { routedAt: 'ASC', id: 'ASC' },
    });
    const ofRound = all.filter(({ round }) => round === input.round);
    const returned = ofRound
      .filter(({ status }) => status === 'returned')
      .sort((one, other) => Number(one.returnedAt) - Number(other.returnedAt));
    const requests: { suggested: string }[] = await manager.query(
      `SELECT suggested_unit AS suggested FROM return_request WHERE status = 'granted' AND assignment_id = ANY ($1)`,
      [returned.map(({ id }) => id)],
    );
    const before = all.filter(({ round, status }) => round === input.round - 1 && status === 'done');
    const chosen = input.chosenUnits.length > 0;
    return {
      ofRound,
      past: {
        exclude: chosen ? [] : returned.map(({ unit }) => unit),
        suggested: requests.map(({ suggested }) => suggested),
        firstReceivers: before
          .sort((one, other) => Number(other.role === 'lead') - Number(one.role === 'lead'))
          .map(({ unit }) => unit),
        chosenUnits: input.chosenUnits,
      },
    };
  }

  /** A person chose another unit than the rules would have: a correction; where they had none, a hint for the next case. */
  private async learnFromChoice(
    manager: EntityManager,
    effectKey: string,
    { found, routable }: { found: Case; routable: Routable },
    chosen: string,
    proposed: RoutingDecision,
  ): Promise<void> {
    const lead = proposed.assignments[0]?.unit ?? null;
    if (lead === chosen) return;
    await this.routing.learn(manager, {
      kind: lead ? 'correction' : 'negotiation',
      caseId: found.id,
      of: routable,
      fromUnit: lead,
      toUnit: chosen,
      rules: lead ? rulesFor(lead, proposed) : [],
      actor: SYSTEM,
      key: effectKey,
    });
  }

  private async create(
    manager: EntityManager,
    effectKey: string,
    { found, part, round }: { found: Case; part: CasePart; round: number },
    wanted: { unit: string; role: AssignmentRole },
  ): Promise<Assignment> {
    return writeRouted(manager, {
      id: idFrom('assignment', effectKey, wanted.unit),
      caseId: found.id,
      round,
      body: part.body,
      parentId: part.parentId,
      unit: wanted.unit,
      role: wanted.role,
      routedAt: this.clock.now(),
    });
  }
}
