import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Citizen } from '../citizens/citizen.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { DocumentsService } from '../documents/documents.service';
import { NotificationsService } from '../notifications/notifications.service';
import { EffectsService, OutboxService } from '../outbox';
import { fingerprintOf, isFingerprintOf } from '../personal-data/fingerprint';
import { keyring } from '../personal-data/keyring';
import { Problem } from '../problems/problem';
import { CaseNotesService } from '../supervision/case-notes.service';
import { Urge } from '../supervision/urge.entity';
import { dayOf, settingsOf } from './case-settings';
import { Case } from './case.entity';
import { CaseEvent } from './case-event.entity';
import { CaseHistory, SYSTEM } from './case-history';
import { callerOf, matterOf } from './same-matter';
import { Instruction } from './instruction.entity';

/** What an intake brings. */
export interface Registration {
  title?: string;
  content: string;
  channel: string;
  receivedAt?: Date;
  profile?: string;
  citizen?: { name?: string; phone?: string; unit?: string; address?: string };
  /** Units that the agent chose, the lead first. */
  units?: string[];
  idempotencyKey?: string;
  /** A limit that a law sets, as `parseStatutory` reads it, and the law's article. */
  statutoryLimit?: string;
  statutoryBasis?: string;
}

/** What the citizen is told. */
export interface Registered {
  id: string;
  number: string;
  queryCode: string;
  /** The same citizen has an open case of the same matter: this is that case, and it was urged. */
  linked?: true;
}

/** The parts of a classification that a case keeps. */
export interface CaseClassification {
  caseType: string;
  category: string;
  /** Below the category in the label scheme, as `second/third`. */
  topic?: string | null;
  urgency: string;
  responseLevel: string;
  area: string | null;
  confidence: number;
  hot: boolean;
  major: boolean;
  answerable: boolean;
  because?: unknown;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the engine keeps a registration that it cannot start yet. */
const REGISTRATION_TTL_MS = 30 * DAY_MS;
/** Without 0, O, 1, I and L: the code is read out on the telephone. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;

/** The one door that changes a case: it locks, checks, appends history and publishes; a repeat changes nothing. */
@Injectable()
export class CasesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
    private readonly documents: DocumentsService,
    private readonly notifications: NotificationsService,
    private readonly notes: CaseNotesService,
  ) {}

  /** Registers a case and, with the same transaction, the message that starts its process. */
  async register(input: Registration, actor: string): Promise<Registered> {
    const key = input.idempotencyKey ? `${actor}:${input.idempotencyKey}` : null;
    const earlier = key ? await this.registeredWith(key, input) : null;
    if (earlier) return earlier;
    try {
      const registered = await this.dataSource.transaction((manager) => this.insert(manager, input, actor, key));
      this.outbox.relaySoon();
      return registered;
    } catch (error) {
      // Two requests with one key at the same time: the second one meets the first one's row.
      const winner = key && isUniqueViolation(error) ? await this.registeredWith(key, input) : null;
      if (winner) return winner;
      throw error;
    }
  }

  private async registeredWith(key: string, input: Registration): Promise<Registered | null> {
    const urge = await this.dataSource.getRepository(Urge).findOneBy({ idempotencyKey: key });
    const found = await this.dataSource
      .getRepository(Case)
      .findOneBy(urge ? { id: urge.caseId } : { idempotencyKey: key });
    if (!found) return null;
    if (!isFingerprintOf((urge ?? found).idempotencyHash, input)) throw new Problem('idempotency-key-reused');
    return registeredAs(found, urge !== null);
  }

  private async insert(
    manager: EntityManager,
    input: Registration,
    actor: string,
    idempotencyKey: string | null,
  ): Promise<Registered> {
    const idempotencyHash = idempotencyKey ? fingerprintOf(input) : null;
    const now = this.clock.now();
    const receivedAt = input.receivedAt ?? now;
    const profile = this.config.profile(input.profile ?? this.config.defaultProfile);
    const caller = callerOf(input.citizen?.phone);
    const same = caller && (await this.openOfSame(manager, caller, input.content, profile.linkRepeatDays));
    if (same) {
      const again = { note: input.content, channel: input.channel, idempotencyKey, idempotencyHash };
      await this.notes.repeat(manager, same.id, again, actor);
      return registeredAs(same, true);
    }
    const id = randomUUID();
    const number = await this.nextNumber(manager, dayOf(now, profile));
    const queryCode = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
    const citizenId = randomUUID();
    await manager.insert(Citizen, {
      id: citizenId,
      name: input.citizen?.name ?? null,
      phone: input.citizen?.phone ?? null,
      caller: caller && keyring().blindIndex(caller),
      unit: input.citizen?.unit ?? null,
      address: input.citizen?.address ?? null,
      createdAt: now,
    });
    await manager.insert(Case, {
      id,
      number,
      queryCode,
      profile: profile.name,
      channel: input.channel,
      title: input.title ?? null,
      content: input.content,
      receivedAt,
      registeredAt: now,
      registeredBy: actor,
      idempotencyKey,
      idempotencyHash,
      citizenId,
      statutoryLimit: input.statutoryLimit ?? null,
      statutoryBasis: input.statutoryBasis ?? null,
      stage: 'registered',
      round: 1,
    });
    await this.history.append(manager, {
      caseId: id,
      type: 'registered',
      actor,
      data: { channel: input.channel, receivedAt: receivedAt.toISOString() },
      dedupeKey: `registered:${id}`,
    });
    await this.audit.record(manager, {
      actor,
      action: 'case.register',
      subjectType: 'case',
      subjectId: id,
      data: { number, channel: input.channel },
    });
    await this.outbox.add(manager, {
      name: 'case-registered',
      correlationKey: id,
      messageId: id,
      timeToLiveMs: REGISTRATION_TTL_MS,
      variables: {
        caseId: id,
        caseNumber: number,
        profile: profile.name,
        channel: input.channel,
        receivedAt: receivedAt.toISOString(),
        round: 1,
        settings: settingsOf(profile),
        ...(input.units?.length ? { chosenUnits: input.units } : {}),
      },
    });
    return { id, number, queryCode };
  }

  /** The open case of the same citizen and matter; two registrations of one caller wait for each other. */
  private async openOfSame(
    manager: EntityManager,
    caller: string,
    content: string,
    days: number,
  ): Promise<Case | undefined> {
    if (days === 0) return undefined;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `caller:${keyring().blindIndex(caller)}`,
    ]);
    const open = await manager
      .createQueryBuilder(Case, 'found')
      .innerJoin(Citizen, 'citizen', 'citizen.id = found.citizenId')
      .where('citizen.caller IN (:...callers) AND found.closedAt IS NULL', { callers: keyring().blindIndexes(caller) })
      .andWhere('found.registeredAt > :since', { since: new Date(this.clock.now().getTime() - days * DAY_MS) })
      .orderBy('found.registeredAt', 'DESC')
      .getMany();
    const matter = matterOf(content);
    return open.find((found) => matterOf(found.content) === matter);
  }

  /** The next number of the day: the row stays locked until the case is in, so numbers have no gaps and no doubles. */
  private async nextNumber(manager: EntityManager, day: string): Promise<string> {
    const rows: { last: number }[] = await manager.query(
      `INSERT INTO case_sequence (body, day, last) VALUES ('hotline', $1, 1)
       ON CONFLICT (body, day) DO UPDATE SET last = case_sequence.last + 1 RETURNING last`,
      [day],
    );
    return `${day}${String(rows[0]!.last).padStart(6, '0')}`;
  }

  /** What a classifier needs to read. */
  async textOf(caseId: string): Promise<{ title?: string; content: string; channel: string }> {
    const found = await this.dataSource.getRepository(Case).findOneByOrFail({ id: caseId });
    return { title: found.title ?? undefined, content: found.content, channel: found.channel };
  }

  /** The classification that a case has; null while it has none. */
  async classificationOf(caseId: string): Promise<CaseClassification | null> {
    const found = await this.dataSource.getRepository(Case).findOneByOrFail({ id: caseId });
    const { caseType, category, urgency, responseLevel, area, confidence, hot, major, answerable } = found;
    if (!caseType || !category || !urgency || !responseLevel) return null;
    return { caseType, category, urgency, responseLevel, area, confidence: confidence ?? 1, hot, major, answerable };
  }

  /** Puts a classification on the case, the classifier's or a person's. */
  async applyClassification(
    effectKey: string,
    caseId: string,
    classification: CaseClassification,
    by: { actor: string; manual: boolean },
  ): Promise<CaseClassification> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const { because, ...proposed } = classification;
      const corrected = !by.manual && (await manager.existsBy(CaseEvent, { caseId, type: 'reclassified' }));
      const parts = corrected ? withCorrection(proposed, found) : proposed;
      await manager.update(Case, caseId, { ...parts, ...(because ? { because: because } : {}) });
      await this.history.append(manager, {
        caseId,
        type: by.manual ? 'classified-manually' : 'classified',
        actor: by.actor,
        data: { ...proposed },
        dedupeKey: effectKey,
        stage: 'classified',
      });
      return parts;
    });
  }

  /** Keeps the answer given from the knowledge base, as a reply document to the citizen. */
  async recordAnswer(effectKey: string, caseId: string, answer: { text: string; by: string }): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      await manager.update(Case, caseId, { answer: answer.text, disposal: 'answer' });
      const { documentId } = await this.documents.issue(manager, {
        caseId,
        kind: 'reply',
        number: found.number,
        dedupeKey: effectKey,
        data: {
          caseNumber: found.number,
          title: found.title,
          content: found.content,
          reply: answer.text,
          answeredAt: this.clock.now().toISOString(),
        },
      });
      await this.history.append(manager, {
        caseId,
        type: 'answered',
        actor: answer.by,
        data: { documentId },
        dedupeKey: effectKey,
        stage: 'answered',
      });
      await this.tellCitizen(manager, found, 'case-answered', effectKey, { number: found.number });
    });
  }

  /** Puts a briefing (呈阅件) before the leaders. */
  async issueBriefing(effectKey: string, caseId: string): Promise<{ documentId: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      await manager.update(Case, caseId, { disposal: 'escalate' });
      const { documentId } = await this.documents.issue(manager, {
        caseId,
        kind: 'briefing',
        number: found.number,
        dedupeKey: effectKey,
        data: await this.briefingOf(manager, found),
      });
      await this.history.append(manager, {
        caseId,
        type: 'briefing-issued',
        actor: SYSTEM,
        data: { documentId, hot: found.hot, major: found.major },
        dedupeKey: effectKey,
        stage: 'escalated',
      });
      return { documentId };
    });
  }

  /** Reports the handling of an instructed or important case back to the leaders. */
  async reportToLeaders(effectKey: string, caseId: string): Promise<{ documentId: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const { documentId } = await this.documents.issue(manager, {
        caseId,
        kind: 'briefing',
        number: `${found.number}-R`,
        dedupeKey: effectKey,
        data: await this.briefingOf(manager, found),
      });
      await manager.update(Instruction, { caseId }, { fedBackAt: this.clock.now() });
      await this.history.append(manager, {
        caseId,
        type: 'reported-to-leaders',
        actor: SYSTEM,
        data: { documentId },
        dedupeKey: effectKey,
      });
      return { documentId };
    });
  }

  /** Opens the next round of handling, because the citizen was not satisfied or a leader said so. */
  async openRedo(effectKey: string, caseId: string, round: number): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await this.history.lockOpen(manager, caseId);
      const reason = await dissatisfactionOf(manager, caseId, round - 1);
      await manager.update(Case, caseId, { round, disposal: 'transfer' });
      await this.history.append(manager, {
        caseId,
        type: 'redo-opened',
        actor: SYSTEM,
        data: { round, reason },
        dedupeKey: effectKey,
        stage: 'redo',
      });
    });
  }

  private async briefingOf(manager: EntityManager, found: Case): Promise<Record<string, unknown>> {
    const results: { unit: string; result: string | null; solved: boolean | null }[] = await manager.query(
      `SELECT unit, result, solved FROM assignment WHERE case_id = $1 AND status = 'done' ORDER BY done_at`,
      [found.id],
    );
    const citizen = await manager.findOneByOrFail(Citizen, { id: found.citizenId });
    return {
      caseNumber: found.number,
      title: found.title,
      content: found.content,
      receivedAt: found.receivedAt.toISOString(),
      channel: found.channel,
      caseType: found.caseType,
      category: found.category,
      urgency: found.urgency,
      area: found.area,
      citizen: { name: citizen.name, phone: citizen.phone, unit: citizen.unit, address: citizen.address },
      hot: found.hot,
      major: found.major,
      results: results.map((result) => ({
        ...result,
        unitName: this.config.units.find((unit) => unit.code === result.unit)?.name ?? result.unit,
      })),
      issuedAt: this.clock.now().toISOString(),
    };
  }

  private async tellCitizen(
    manager: EntityManager,
    found: Case,
    template: string,
    dedupeKey: string,
    params: Record<string, unknown>,
  ): Promise<void> {
    const citizen = await manager.findOneByOrFail(Citizen, { id: found.citizenId });
    if (!citizen.phone) return;
    await this.notifications.queue(manager, { dedupeKey, to: citizen.phone, template, params });
  }
}

/** What the citizen was not satisfied with in a round: the reason for which it is handled again. */
export async function dissatisfactionOf(manager: EntityManager, caseId: string, round: number): Promise<string | null> {
  const rows: { comment: string | null }[] = await manager.query(
    `SELECT comment FROM revisit WHERE case_id = $1 AND round = $2 AND satisfaction = 'dissatisfied' ORDER BY attempt DESC LIMIT 1`,
    [caseId, round],
  );
  return rows[0]?.comment ?? null;
}

function registeredAs(found: Case, linked: boolean): Registered {
  const { id, number, queryCode } = found;
  return { id, number, queryCode, ...(linked ? { linked: true as const } : {}) };
}

/** A proposal that comes after a person's correction fills in only what the person left open. */
function withCorrection(
  proposed: Omit<CaseClassification, 'because'>,
  { caseType, category, topic, urgency, responseLevel, area }: Case,
): Omit<CaseClassification, 'because'> {
  const sameCategory = category === null || category === proposed.category;
  return {
    ...proposed,
    caseType: caseType ?? proposed.caseType,
    category: category ?? proposed.category,
    topic: topic ?? (sameCategory ? proposed.topic : null),
    urgency: urgency ?? proposed.urgency,
    responseLevel: responseLevel ?? proposed.responseLevel,
    area: area ?? proposed.area,
    // a person is sure where type and category are theirs
    confidence: caseType !== null && category !== null ? 1 : proposed.confidence,
  };
}

function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: string }).code === '23505';
}
