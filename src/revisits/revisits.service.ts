import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { CaseHistory, SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { CitizenMessages } from '../notifications/citizen-messages.service';
import { EffectsService, OutboxService } from '../outbox';
import { Problem } from '../problems/problem';
import { MergesService } from '../similarity/merges.service';
import { type CallingHours, nextAttemptAt } from './next-attempt';
import { Revisit, type RevisitResult, type Satisfaction } from './revisit.entity';

/** How often, how long apart and at which times of the day a citizen is tried to be reached. */
export interface RevisitPlan {
  attempts: number;
  retryHours: number;
  hours: CallingHours;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const TOKEN_BYTES = 18;

/** The door of revisits (回访): the survey's token, the citizen's answer, the attempt's result. */
@Injectable()
export class RevisitsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly effects: EffectsService,
    private readonly outbox: OutboxService,
    private readonly citizens: CitizenMessages,
    private readonly config: HotlineConfig,
    private readonly merges: MergesService,
  ) {}

  /** Opens an attempt, and sends the citizen the survey. */
  async open(effectKey: string, caseId: string, attempt: number): Promise<{ revisitId: string }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const id = randomUUID();
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      await manager.insert(Revisit, { id, caseId, round: found.round, attempt, token, openedAt: this.clock.now() });
      await this.history.append(manager, {
        caseId,
        type: 'revisit-opened',
        actor: SYSTEM,
        data: { revisitId: id, round: found.round, attempt },
        dedupeKey: effectKey,
        stage: 'revisiting',
      });
      await this.merges.mainHasResult(manager, caseId);
      await this.citizens.tell(manager, found, {
        dedupeKey: effectKey,
        template: 'survey',
        params: { number: found.number, token },
      });
      return { revisitId: id };
    });
  }

  /** Takes the citizen's own answer, once a token, while the attempt is open. */
  async answerSurvey(token: string, answer: { satisfaction: Satisfaction; comment?: string }): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const revisit = await manager.findOneBy(Revisit, { token });
      if (!revisit) throw new Problem('not-found');
      await this.history.lockOpen(manager, revisit.caseId);
      const open = await manager.findOneByOrFail(Revisit, { id: revisit.id });
      if (open.answeredAt || open.recordedAt) throw new Problem('survey-closed');
      await manager.update(Revisit, revisit.id, {
        via: 'survey',
        reached: true,
        satisfaction: answer.satisfaction,
        comment: answer.comment ?? null,
        answeredAt: this.clock.now(),
      });
      await this.history.append(manager, {
        caseId: revisit.caseId,
        type: 'survey-answered',
        actor: 'citizen',
        data: { revisitId: revisit.id, satisfaction: answer.satisfaction },
        dedupeKey: `survey-answered:${revisit.id}`,
      });
      await this.outbox.add(manager, {
        name: 'survey-answered',
        correlationKey: revisit.caseId,
        messageId: revisit.id,
        timeToLiveMs: DAY_MS,
        variables: { reached: true, satisfaction: answer.satisfaction },
      });
    });
    this.outbox.relaySoon();
  }

  /** The same for the citizen who knows the case's number and code: the attempt that is open now. */
  async answerSurveyOf(caseId: string, answer: { satisfaction: Satisfaction; comment?: string }): Promise<void> {
    const open = await this.dataSource
      .getRepository(Revisit)
      .findOne({ where: { caseId, recordedAt: IsNull() }, order: { openedAt: 'DESC' } });
    if (!open) throw new Problem('survey-closed');
    await this.answerSurvey(open.token, answer);
  }

  /** Keeps what the attempt came to, whoever asked. */
  async record(
    effectKey: string,
    caseId: string,
    attempt: number,
    outcome: { reached: boolean; satisfaction: Satisfaction | null; comment: string | null; by: string | null },
    plan: RevisitPlan,
  ): Promise<{ revisitResult: RevisitResult; nextAttemptAt: string | null }> {
    return this.effects.once(effectKey, async (manager) => {
      const found = await this.history.lockOpen(manager, caseId);
      const revisit = await manager.findOneByOrFail(Revisit, { caseId, round: found.round, attempt });
      const bySurvey = revisit.via === 'survey';
      const reached = bySurvey || outcome.reached;
      const satisfaction = bySurvey ? revisit.satisfaction : reached ? outcome.satisfaction : null;
      const revisitResult: RevisitResult = !reached
        ? 'unreached'
        : satisfaction === 'dissatisfied'
          ? 'dissatisfied'
          : 'satisfied';
      const now = this.clock.now();
      const again =
        reached || attempt >= plan.attempts
          ? null
          : nextAttemptAt(now, plan.retryHours, plan.hours, this.config.timeZone);
      await manager.update(Revisit, revisit.id, {
        nextAttemptAt: again,
        ...(bySurvey
          ? {}
          : { via: 'agent', reached, satisfaction, comment: outcome.comment, answeredAt: reached ? now : null }),
        result: revisitResult,
        recordedAt: now,
      });
      await this.history.append(manager, {
        caseId,
        type: 'revisited',
        actor: bySurvey ? 'citizen' : (outcome.by ?? SYSTEM),
        data: { revisitId: revisit.id, attempt, reached, revisitResult, satisfaction, nextAttemptAt: again },
        dedupeKey: effectKey,
        stage: 'revisited',
        ...(satisfaction && { changes: { satisfaction } }),
      });
      return { revisitResult, nextAttemptAt: again?.toISOString() ?? null };
    });
  }

  /** Keeps the leader's decision on a case that was redone as often as the cap allows (D9 第四步). */
  async recordClosing(
    effectKey: string,
    caseId: string,
    closing: { decision: 'close' | 'redo'; reason: string | null; by: string; round: number; redoCap: number },
  ): Promise<void> {
    await this.effects.once(effectKey, async (manager) => {
      await this.history.lockOpen(manager, caseId);
      const { by, ...data } = closing;
      await this.history.append(manager, { caseId, type: 'closing-decided', actor: by, data, dedupeKey: effectKey });
    });
  }

  /** The attempts of a case, oldest first, without the surveys' tokens. */
  async ofCase(caseId: string): Promise<Omit<Revisit, 'token'>[]> {
    const found = await this.dataSource
      .getRepository(Revisit)
      .find({ where: { caseId }, order: { round: 'ASC', attempt: 'ASC' } });
    return found.map(({ token: _token, ...revisit }) => revisit);
  }
}
