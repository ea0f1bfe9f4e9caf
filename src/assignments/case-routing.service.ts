import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { EffectsService, idFrom } from '../outbox';
import { routableOf, type RoutingDecision, RoutingService } from '../routing';
import { RoutingRecord } from '../routing/routing-record.entity';
import { factsWith } from '../supervision/press-facts';
import { SupervisionService } from '../supervision/supervision.service';
import { UnitsService } from '../units/units.service';
import { Assignment, type AssignmentRole } from './assignment.entity';
import type { AssignmentRef } from './assignments.service';
import { ReturnRequest } from './return-request.entity';

/** Who is to handle a case, or why nobody could be found by the rules. */
export interface Routed {
  routed: boolean;
  /** `negotiate`: the units in `negotiators` settle whose it is; `nobody`: a person chooses. */
  routingOutcome: RoutingDecision['outcome'];
  negotiators: string[];
  assignments: AssignmentRef[];
}

/** The door of routing (派单): decides by the rules, makes the assignments, and keeps what a person's choice teaches. */
@Injectable()
export class CaseRoutingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
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
  async route(effectKey: string, input: { caseId: string; round: number; chosenUnits: string[] }): Promise<Routed> {
    const before = await this.dataSource.getRepository(Case).findOneByOrFail({ id: input.caseId });
    // Asked before the transaction, which would otherwise hold its locks while the engine answers.
    const rules = await this.routing.rulesFor(routableOf(before));
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, input.caseId);
      const { past, ofRound } = await this.pastOf(manager, found, input);
      const decision = await this.routing.decide(routableOf(found), rules, past, manager);
      const live = ofRound.filter((assignment) => assignment.status !== 'returned');
      for (const wanted of decision.assignments) {
        if (live.some((assignment) => assignment.unit === wanted.unit)) continue;
        const made = await this.create(manager, effectKey, found, input.round, wanted);
        await this.record(manager, made, found, decision);
        live.push(made);
      }
      if (input.chosenUnits.length > 0 && !found.instructed && ofRound.length === 0) {
        const proposed = await this.routing.decide(routableOf(found), rules, { ...past, chosenUnits: [] }, manager);
        await this.learnFromChoice(manager, effectKey, found, input.chosenUnits[0]!, proposed);
      }
      const assignments = live
        .filter((assignment) => assignment.status !== 'done')
        .map(({ id, unit, role }) => ({ assignmentId: id, unit, role }));
      const routed = assignments.length > 0;
      if (routed) await manager.update(Case, found.id, { disposal: 'transfer' });
      await this.history.append(manager, {
        caseId: found.id,
        type: routed ? 'routed' : 'not-routed',
        actor: SYSTEM,
        data: {
          round: input.round,
          assignments,
          because: decision.because,
          outcome: decision.outcome,
          negotiators: decision.negotiators,
          answerable: decision.answerable,
        },
        dedupeKey: effectKey,
        stage: routed ? 'handling' : 'to-route',
      });
      if (routed) {
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
        of: routableOf(found),
        fromUnit: assignment.unit,
        toUnit: this.units.has(request.suggestedUnit) ? request.suggestedUnit : null,
        rules: record?.rules ?? [],
        actor: request.decidedBy ?? SYSTEM,
        key: `return:${returnId}`,
      });
    });
  }

  private async pastOf(manager: EntityManager, found: Case, input: { round: number; chosenUnits: string[] }) {
    const all = await manager.find(Assignment, { where: { caseId: found.id }, order: { routedAt: 'ASC', id: 'ASC' } });
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
    found: Case,
    chosen: string,
    proposed: RoutingDecision,
  ): Promise<void> {
    const lead = proposed.assignments[0]?.unit ?? null;
    if (lead === chosen) return;
    await this.routing.learn(manager, {
      kind: lead ? 'correction' : 'negotiation',
      caseId: found.id,
      of: routableOf(found),
      fromUnit: lead,
      toUnit: chosen,
      rules: lead ? rulesFor(lead, proposed) : [],
      actor: SYSTEM,
      key: effectKey,
    });
  }

  private async record(
    manager: EntityManager,
    made: Assignment,
    found: Case,
    decision: RoutingDecision,
  ): Promise<void> {
    const { profile, category, area } = routableOf(found);
    await manager.insert(RoutingRecord, {
      assignmentId: made.id,
      caseId: found.id,
      unit: made.unit,
      profile,
      category,
      area,
      rules: rulesFor(made.unit, decision),
      at: made.routedAt,
    });
  }

  private async create(
    manager: EntityManager,
    effectKey: string,
    found: Case,
    round: number,
    wanted: { unit: string; role: AssignmentRole },
  ): Promise<Assignment> {
    return manager.save(
      manager.create(Assignment, {
        id: idFrom('assignment', effectKey, wanted.unit),
        caseId: found.id,
        round,
        unit: wanted.unit,
        role: wanted.role,
        status: 'routed',
        routedAt: this.clock.now(),
        returnsRejected: 0,
        extensionsGranted: 0,
      }),
    );
  }
}

/** The rules that spoke for a unit, without those that only name the field. */
function rulesFor(unit: string, decision: RoutingDecision): string[] {
  const spoke = decision.because.filter(({ units }) => units.includes(unit)).map(({ rule }) => rule);
  const candidate = decision.candidates.find((one) => one.unit === unit);
  return [...new Set([...spoke, ...(candidate?.reasons.map(({ rule }) => rule) ?? [])])];
}
