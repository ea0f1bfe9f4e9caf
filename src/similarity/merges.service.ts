import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import type { AuditAction } from '../audit/audit-actions';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import type { Case, CaseStage } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { OutboxService } from '../outbox';
import { Problem } from '../problems/problem';
import { CaseMerge } from './case-merge.entity';
import { SimilarityService } from './similarity.service';

/** Stages at which a case has a result that those who follow it are answered with. */
const WITH_RESULT: readonly CaseStage[] = ['revisiting', 'revisited', 'archived'];
/** Stages at which a case of its own may still become a follower: its citizen has not been answered yet. */
const WITHOUT_ANSWER: readonly CaseStage[] = [
  'registered',
  'classified',
  'to-route',
  'handling',
  'escalated',
  'instructed',
  'redo',
];
const MESSAGE_TTL_MS = 30 * 24 * 60 * 60 * 1000;

/** A merge as people see it. */
export interface MergeView {
  id: string;
  caseId: string;
  number: string;
  mainCaseId: string;
  mainNumber: string;
  reason: string;
  mergedBy: string;
  mergedAt: Date;
  answeredAt: Date | null;
}

/** The door of merging (并案) and of undoing it; the process of the follower waits for the main case's result. */
@Injectable()
export class MergesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly outbox: OutboxService,
    private readonly audit: AuditService,
    private readonly similarity: SimilarityService,
  ) {}

  /**
   * Lets a case follow another one. Refused: `merge-not-open` when the case has an answer already or the main case is
   * archived, `merge-chain` when either follows or is followed in a way that would make a chain, `merge-self`.
   */
  async merge(caseId: string, to: { mainCaseId: string; reason: string }, actor: string): Promise<{ id: string }> {
    if (caseId === to.mainCaseId) throw new Problem('merge-self');
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      const { found, main } = await this.lockBoth(manager, caseId, to.mainCaseId);
      if (!WITHOUT_ANSWER.includes(found.stage) || main.stage === 'archived') throw new Problem('merge-not-open');
      await this.refuseChains(manager, caseId, to.mainCaseId);
      await manager.insert(CaseMerge, {
        id,
        caseId,
        mainCaseId: to.mainCaseId,
        reason: to.reason,
        mergedBy: actor,
        mergedAt: this.clock.now(),
      });
      await this.similarity.join(manager, caseId, to.mainCaseId);
      await this.append(manager, { id, caseId, type: 'merged', actor, data: { main: main.number, reason: to.reason } });
      await this.append(manager, { id, caseId: main.id, type: 'follower-added', actor, data: { case: found.number } });
      await this.audited(manager, 'case.merge', id, { caseId, mainCaseId: to.mainCaseId }, actor);
      await this.tell(manager, { name: 'case-merged', caseId: caseId, messageId: id, variables: { mergeId: id } });
      if (WITH_RESULT.includes(main.stage))
        await this.tell(manager, {
          name: 'merged-answered',
          caseId: caseId,
          messageId: `${id}:answered`,
          variables: {},
        });
    });
    this.outbox.relaySoon();
    return { id };
  }

  /** Undoes a merge: the case is handled on its own again. `merge-answered` when its citizen has the answer already. */
  async undo(caseId: string, reason: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.history.lockOpen(manager, caseId);
      const merge = await manager.findOneBy(CaseMerge, { caseId, undoneAt: IsNull() });
      if (!merge) throw new Problem('not-found');
      if (merge.answeredAt) throw new Problem('merge-answered');
      await manager.update(CaseMerge, merge.id, {
        undoneBy: actor,
        undoneAt: this.clock.now(),
        undoneReason: reason,
      });
      await this.similarity.separate(manager, caseId);
      await this.append(manager, { id: merge.id, caseId, type: 'unmerged', actor, data: { reason } });
      await this.audited(manager, 'case.unmerge', merge.id, { caseId, mainCaseId: merge.mainCaseId }, actor);
      await this.tell(manager, {
        name: 'case-unmerged',
        caseId: caseId,
        messageId: `${merge.id}:undone`,
        variables: {},
      });
    });
    this.outbox.relaySoon();
  }

  /** Tells each follower of a case that it has a result; called in the transaction that opens the case's revisit. */
  async mainHasResult(manager: EntityManager, mainCaseId: string): Promise<void> {
    const followers = await manager.findBy(CaseMerge, { mainCaseId, undoneAt: IsNull(), answeredAt: IsNull() });
    for (const { id, caseId } of followers) {
      await this.tell(manager, { name: 'merged-answered', caseId: caseId, messageId: `${id}:answered`, variables: {} });
    }
  }

  /** The merges that a case is part of, as follower or as main case. */
  async of(caseId: string): Promise<MergeView[]> {
    return this.dataSource.query(
      `SELECT m.id, m.case_id AS "caseId", f.number, m.main_case_id AS "mainCaseId", c.number AS "mainNumber",
              m.reason, m.merged_by AS "mergedBy", m.merged_at AS "mergedAt", m.answered_at AS "answeredAt"
       FROM case_merge m JOIN hotline_case f ON f.id = m.case_id JOIN hotline_case c ON c.id = m.main_case_id
       WHERE m.undone_at IS NULL AND (m.case_id = $1 OR m.main_case_id = $1) ORDER BY m.merged_at`,
      [caseId],
    );
  }

  /** Both cases locked, always in the order of their ids, so that two merges at once do not wait for each other. */
  private async lockBoth(manager: EntityManager, caseId: string, mainCaseId: string) {
    const [first, second] = [caseId, mainCaseId].sort();
    const cases = new Map<string, Case>();
    for (const id of [first!, second!]) cases.set(id, await this.history.lock(manager, id));
    return { found: cases.get(caseId)!, main: cases.get(mainCaseId)! };
  }

  private async refuseChains(manager: EntityManager, caseId: string, mainCaseId: string): Promise<void> {
    const inTheWay = await manager.existsBy(CaseMerge, [
      { caseId, undoneAt: IsNull() },
      { mainCaseId: caseId, undoneAt: IsNull() },
      { caseId: mainCaseId, undoneAt: IsNull() },
    ]);
    if (inTheWay) throw new Problem('merge-chain');
  }

  private async append(
    manager: EntityManager,
    event: {
      id: string;
      caseId: string;
      type: 'merged' | 'unmerged' | 'follower-added';
      actor: string;
      data: Record<string, unknown>;
    },
  ): Promise<void> {
    const { id, ...rest } = event;
    await this.history.append(manager, { ...rest, dedupeKey: `${event.type}:${id}` });
  }

  private async audited(
    manager: EntityManager,
    action: AuditAction,
    mergeId: string,
    data: Record<string, unknown>,
    actor: string,
  ): Promise<void> {
    await this.audit.record(manager, { actor, action, subjectType: 'case-merge', subjectId: mergeId, data });
  }

  private async tell(
    manager: EntityManager,
    message: { name: string; caseId: string; messageId: string; variables: Record<string, unknown> },
  ): Promise<void> {
    const { caseId, ...rest } = message;
    await this.outbox.add(manager, { ...rest, correlationKey: caseId, timeToLiveMs: MESSAGE_TTL_MS });
  }
}
