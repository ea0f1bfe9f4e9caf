import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { Clock } from '../clock/clock';
import { insertIfNew } from '../database/row-manager';
import { Problem } from '../problems/problem';
import { CaseEvent, type CaseEventType } from './case-event.entity';
import { Case, type CaseStage } from './case.entity';

/** The actor of what no person did. */
export const SYSTEM = 'system';

/** A line to append; `stage` is where the case stands from then on, when that changes. */
export interface NewCaseEvent {
  caseId: string;
  assignmentId?: string;
  type: CaseEventType;
  actor: string;
  data?: Record<string, unknown>;
  /** The same for each repeat of one happening, so that the history holds it once. */
  dedupeKey: string;
  stage?: CaseStage;
  /** What else the case is from then on: written with its stage, because each change of a case's row changes all its indexes. */
  changes?: Partial<Case>;
  at?: Date;
}

/** Appends to the histories of cases and moves the cached stage along; only doors call it, in their transactions. */
@Injectable()
export class CaseHistory {
  constructor(private readonly clock: Clock) {}

  /** Appends once a dedupe key; answers whether this call was the one that did. */
  async append(manager: EntityManager, event: NewCaseEvent): Promise<boolean> {
    const appended = await insertIfNew(manager, CaseEvent, {
      caseId: event.caseId,
      assignmentId: event.assignmentId ?? null,
      type: event.type,
      at: event.at ?? this.clock.now(),
      actor: event.actor,
      data: event.data ?? {},
      dedupeKey: event.dedupeKey,
    });
    const changes = { ...event.changes, ...(event.stage && { stage: event.stage }) };
    if (appended && Object.keys(changes).length > 0)
      await manager.update(Case, event.caseId, changes as QueryDeepPartialEntity<Case>);
    return appended;
  }

  /** The case, locked until the transaction ends: whoever changes a case comes through here. */
  async lock(manager: EntityManager, caseId: string): Promise<Case> {
    const found = await manager.findOne(Case, { where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
    if (!found) throw new Problem('not-found');
    return found;
  }

  /** The same, and refused when the case is archived: an archived case never changes again. */
  async lockOpen(manager: EntityManager, caseId: string): Promise<Case> {
    const found = await this.lock(manager, caseId);
    if (found.stage === 'archived') throw new Problem('case-closed', { number: found.number });
    return found;
  }
}
