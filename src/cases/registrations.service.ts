import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Citizen } from '../citizens/citizen.entity';
import { Clock } from '../clock/clock';
import { BY_KEY } from '../database/prepared-statements';
import { HotlineConfig } from '../config/hotline-config';
import { MAIN_BODY } from '../config/schema';
import { OutboxService } from '../outbox';
import { fingerprintOf, isFingerprintOf } from '../personal-data/fingerprint';
import { keyring } from '../personal-data/keyring';
import { Problem } from '../problems/problem';
import { CaseNotesService } from '../supervision/case-notes.service';
import { Urge } from '../supervision/urge.entity';
import { dayOf } from './case-settings';
import { caseStartOf } from './case-start';
import { Case, type Circumstances } from './case.entity';
import { CaseHistory } from './case-history';
import { ClassificationCorrections, type Correction } from './classification-corrections';
import { callerOf, matterOf } from './same-matter';

/** What an intake brings. */
export interface Registration {
  title?: string;
  content: string;
  /** When, where and who, as far as the citizen says (D9 第一步). */
  circumstances?: Circumstances;
  channel: string;
  receivedAt?: Date;
  /** The hotline body that takes it down; missing: the main one. */
  body?: string;
  profile?: string;
  citizen?: { name?: string; phone?: string; unit?: string; address?: string };
  /** Units that the agent chose, the lead first. */
  units?: string[];
  /** What the agent put right of the proposed classification. */
  correction?: Correction;
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

/** What is asked of a case that may be of the same matter. */
type OpenCase = Pick<
  Case,
  'id' | 'number' | 'queryCode' | 'content' | 'registeredAt' | 'idempotencyKey' | 'idempotencyHash'
>;
/** What a repeat of its registration is answered with, and told by. */
type Repeatable = Pick<Case, 'id' | 'number' | 'queryCode' | 'idempotencyHash'>;
const OPEN_OF_CALLER = `${BY_KEY}
  SELECT c.id, c.number, c.query_code AS "queryCode", c.content, c.registered_at AS "registeredAt",
    c.idempotency_key AS "idempotencyKey", c.idempotency_hash AS "idempotencyHash"
  FROM citizen p JOIN hotline_case c ON c.citizen_id = p.id
  WHERE p.caller = ANY ($1) AND c.body = $2 AND c.closed_at IS NULL AND c.registered_at > $3`;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Without 0, O, 1, I and L: the code is read out on the telephone. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;
const NUMBER_DIGITS = 6;

/** The door through which cases come in (受理登记): a repeat changes nothing, the same matter of the same citizen urges. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly history: CaseHistory,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
    private readonly notes: CaseNotesService,
    private readonly corrections: ClassificationCorrections,
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
    return found && repeatOf(found, input, urge);
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
    const body = input.body ?? MAIN_BODY;
    const profile = this.config.profileOf(body, input.profile);
    const caller = callerOf(input.citizen?.phone);
    const same =
      caller &&
      (await this.openOfSame(manager, { body, caller, content: input.content, days: profile.linkRepeatDays }));
    // The first request with this key has committed since it was looked for: this is its repeat, not an urge of the citizen.
    if (same && idempotencyKey && same.idempotencyKey === idempotencyKey) return repeatOf(same, input);
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
    const found = {
      id,
      number,
      queryCode,
      body,
      profile: profile.name,
      channel: input.channel,
      title: input.title ?? null,
      content: input.content,
      circumstances: input.circumstances ?? null,
      receivedAt,
      registeredAt: now,
      registeredBy: actor,
      idempotencyKey,
      idempotencyHash,
      citizenId,
      statutoryLimit: input.statutoryLimit ?? null,
      statutoryBasis: input.statutoryBasis ?? null,
      stage: 'registered' as const,
      round: 1,
    };
    const corrected = this.corrections.checked(input.correction ?? {});
    const isCorrected = corrected.changed.length > 0;
    await manager.insert(Case, { ...found, ...(isCorrected && { ...corrected.after, confidence: 1 }) });
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
    if (isCorrected) await this.corrections.note(manager, id, corrected, actor);
    await this.outbox.add(manager, {
      name: 'case-registered',
      ...caseStartOf(found, profile, { messageId: id, chosenUnits: input.units }),
    });
    return { id, number, queryCode };
  }

  /** The open case of the same citizen and matter; two registrations of one caller wait for each other. */
  private async openOfSame(
    manager: EntityManager,
    { body, caller, content, days }: { body: string; caller: string; content: string; days: number },
  ): Promise<OpenCase | undefined> {
    if (days === 0) return undefined;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `caller:${keyring().blindIndex(caller)}`,
    ]);
    const since = new Date(this.clock.now().getTime() - days * DAY_MS);
    const open = await manager.query<OpenCase[]>(OPEN_OF_CALLER, [keyring().blindIndexes(caller), body, since]);
    const matter = matterOf(content);
    return open
      .filter((found) => matterOf(found.content) === matter)
      .sort((one, other) => other.registeredAt.getTime() - one.registeredAt.getTime())[0];
  }

  /**
   * The next number of the day, taken off a sequence: registrations do not wait for each other, and one that fails leaves a gap.
   * What the sequence stood at when the day began is noted with the day's first case; only who comes before that is in waits.
   */
  private async nextNumber(manager: EntityManager, day: string): Promise<string> {
    const first = 'SELECT first FROM case_day WHERE day = $1';
    let [noted] = await manager.query<{ first: string }[]>(first, [day]);
    if (!noted) {
      await manager.query(
        `INSERT INTO case_day (day, first)
         SELECT $1, CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM case_number ON CONFLICT (day) DO NOTHING`,
        [day],
      );
      [noted] = await manager.query<{ first: string }[]>(first, [day]);
    }
    // after what the day began with is noted, so that none is smaller
    const [{ next }] = await manager.query<[{ next: string }]>(`SELECT nextval('case_number') AS next`);
    return `${day}${String(Number(next) - Number(noted!.first)).padStart(NUMBER_DIGITS, '0')}`;
  }
}

/** The answer to a request whose key has been used: the earlier one's, an urge's too; refuses another content. */
function repeatOf(found: Repeatable, input: Registration, urge: Urge | null = null): Registered {
  if (!isFingerprintOf((urge ?? found).idempotencyHash, input)) throw new Problem('idempotency-key-reused');
  return registeredAs(found, urge !== null);
}

function registeredAs(found: Repeatable, linked: boolean): Registered {
  const { id, number, queryCode } = found;
  return { id, number, queryCode, ...(linked ? { linked: true as const } : {}) };
}

function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: string }).code === '23505';
}
