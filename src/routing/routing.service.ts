import { tz } from '@date-fns/tz';
import { format, subDays } from 'date-fns';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import type { Profile } from '../config/schema';
import { insertIfNew } from '../database/row-manager';
import { EngineClient } from '../engine';
import { idFrom } from '../outbox';
import { UnitsService } from '../units/units.service';
import type { Evidence } from './prior';
import { routeCase, type RoutingDecision } from './route-case';
import { type FeedbackKind, RoutingFeedback } from './routing-feedback.entity';
import { RoutingRecord } from './routing-record.entity';
import { type RoutingFacts, type RoutingRule, routingRulesOf } from './rules';

/** A case, or one that is being taken down, as far as routing looks at it. */
export interface Routable extends RoutingFacts {
  /** The hotline body that assigns it. */
  body: string;
  area: string | null;
  text: string;
}

/** What happened to the case so far, in this round and the one before. */
export interface RoutingPast {
  exclude: string[];
  suggested: string[];
  firstReceivers: string[];
  chosenUnits: string[];
}

/** Something that routing learns from. */
export interface Lesson {
  kind: FeedbackKind;
  caseId: string;
  of: Pick<Routable, 'profile' | 'category' | 'area'>;
  fromUnit: string | null;
  toUnit: string | null;
  rules: string[];
  actor: string;
  /** The same for each repeat of one happening. */
  key: string;
}

/** What of a decision tells why a unit was chosen. */
export type Spoken = Pick<RoutingDecision, 'because' | 'candidates'>;

const NO_PAST: RoutingPast = { exclude: [], suggested: [], firstReceivers: [], chosenUnits: [] };

/** Gathers what the routing rule asks for: the table's rows from the engine, the registry, workload and lessons. */
@Injectable()
export class RoutingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly units: UnitsService,
    private readonly engine: EngineClient,
  ) {}

  /** The rows of bpmn/routing.dmn, as it is deployed now, that fit a case. A row that cannot be used is a fault. */
  async rulesFor({ profile, category, caseType, urgency, responseLevel }: RoutingFacts): Promise<RoutingRule[]> {
    const facts = { profile, category, caseType, urgency, responseLevel };
    return routingRulesOf(await this.engine.evaluateDecision('routing', facts));
  }

  /** Decides who is to handle a case; writes nothing. */
  async decide(
    found: Routable,
    rules: RoutingRule[],
    past: RoutingPast = NO_PAST,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<RoutingDecision> {
    return (await this.decider(found, rules, manager))(past);
  }

  /** Asks for what a decision depends on besides the case's past: once, however many decisions are made of it. */
  async decider(
    found: Routable,
    rules: RoutingRule[],
    manager: EntityManager,
  ): Promise<(past: RoutingPast) => RoutingDecision> {
    const profile = this.config.profileOf(found.body, found.profile);
    const known = {
      category: found.category,
      area: found.area,
      text: found.text,
      openAssignments: await this.openAssignments(manager),
      evidence: await this.evidenceFor(found, profile.routing, manager),
      today: format(this.clock.now(), 'yyyy-MM-dd', { in: tz(this.config.timeZone) }),
      units: this.config.unitsOf(found.body),
      areas: this.config.areas,
      profile,
      rules,
    };
    return (past) => routeCase({ ...known, ...past });
  }

  /** Keeps a lesson in the caller's transaction; a repeat of the same happening keeps nothing. */
  async learn(manager: EntityManager, lesson: Lesson): Promise<void> {
    const { profile, category, area } = lesson.of;
    await insertIfNew(manager, RoutingFeedback, {
      id: idFrom('routing-feedback', lesson.key),
      caseId: lesson.caseId,
      kind: lesson.kind,
      profile,
      category,
      area,
      fromUnit: lesson.fromUnit,
      toUnit: lesson.toUnit,
      rules: lesson.rules,
      actor: lesson.actor,
      at: this.clock.now(),
    });
  }

  /** Keeps by which rules an assignment was made (its return is held against them). */
  async record(
    manager: EntityManager,
    made: { id: string; caseId: string; unit: string; routedAt: Date },
    { profile, category, area }: Routable,
    decision: Spoken,
  ): Promise<void> {
    await manager.insert(RoutingRecord, {
      assignmentId: made.id,
      caseId: made.caseId,
      unit: made.unit,
      profile,
      category,
      area,
      rules: rulesFor(made.unit, decision),
      at: made.routedAt,
    });
  }

  private async openAssignments(manager: EntityManager): Promise<Record<string, number>> {
    const limited = this.units.all().filter(({ capacity }) => capacity !== undefined);
    if (limited.length === 0) return {};
    const rows: { unit: string; open: number }[] = await manager.query(
      `SELECT unit, count(*)::int AS open FROM assignment
       WHERE status IN ('routed', 'issued', 'signed-in') AND unit = ANY ($1) GROUP BY unit`,
      [limited.map(({ code }) => code)],
    );
    return Object.fromEntries(rows.map(({ unit, open }) => [unit, open]));
  }

  /** What lessons of late say for matters of this category; those from other areas count less. */
  private async evidenceFor(
    found: Routable,
    { lessonDays, lessonsElsewhere }: Profile['routing'],
    manager: EntityManager,
  ): Promise<Evidence[]> {
    const rows: { unit: string; for: number; against: number }[] = await manager.query(
      `SELECT unit, coalesce(sum(weight) FILTER (WHERE good), 0)::float AS for,
              coalesce(sum(weight) FILTER (WHERE NOT good), 0)::float AS against
       FROM (SELECT area, from_unit, to_unit, count(*)::int AS told FROM routing_feedback
             WHERE profile = $1 AND category = $2 AND at >= $4 GROUP BY area, from_unit, to_unit) lesson
         CROSS JOIN LATERAL (VALUES (to_unit, true), (from_unit, false)) AS about (unit, good)
         CROSS JOIN LATERAL (SELECT told * CASE WHEN area IS NOT DISTINCT FROM $3 THEN 1 ELSE $5::float END AS weight) weighed
       WHERE unit IS NOT NULL GROUP BY unit`,
      [found.profile, found.category, found.area, subDays(this.clock.now(), lessonDays), lessonsElsewhere],
    );
    return rows;
  }
}

/** The rules that spoke for a unit, without those that only name the field. */
export function rulesFor(unit: string, decision: Spoken): string[] {
  const spoke = decision.because.filter(({ units }) => units.includes(unit)).map(({ rule }) => rule);
  const candidate = decision.candidates.find((one) => one.unit === unit);
  return [...new Set([...spoke, ...(candidate?.reasons.map(({ rule }) => rule) ?? [])])];
}
