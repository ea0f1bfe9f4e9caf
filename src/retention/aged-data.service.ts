import { subDays } from 'date-fns';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { assignments, ERASED_MESSAGE, ERASED_NOTIFICATION } from './erased-columns';

/** Rows of which the personal data went, by kind. */
export interface Aged {
  textMessages: number;
  calls: number;
  messages: number;
}

const BATCH = 1000;

/** What goes at its age and not with a case: up to a batch of rows, of which $1 is the youngest instant. */
const AGED: Readonly<
  Record<keyof Aged, { table: string; id: string; due: string; sets: Readonly<Record<string, string>> }>
> = {
  textMessages: {
    table: 'notification',
    id: 'id',
    due: `coalesce(sent_at, given_up_at) < $1 AND recipient <> ''`,
    sets: ERASED_NOTIFICATION,
  },
  calls: {
    table: 'phone_call',
    id: 'id',
    due: 'coalesce(ended_at, answered_at, incoming_at) < $1 AND caller IS NOT NULL',
    sets: { caller: 'NULL' },
  },
  messages: {
    table: 'inbound_message',
    id: 'id',
    due: `case_id IS NULL AND coalesce(replied_at, invalid_at) < $1 AND content <> ''`,
    sets: ERASED_MESSAGE,
  },
};

/**
 * Erases what is kept for a shorter time than cases (config/hotline.yaml, `retention`): whom a text message went to, who called,
 * and messages of which no case came and that were dealt with. The rows stay for the measures. May be broken off and run again.
 */
@Injectable()
export class AgedDataService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly audit: AuditService,
  ) {}

  /** Erases what is old enough; answers how many rows, which the trail notes, too. */
  async erase(actor: string): Promise<Aged> {
    const { textMessageDays, callDays, messageDays } = this.config.retention;
    const days = { textMessages: textMessageDays, calls: callDays, messages: messageDays };
    const erased: Aged = { textMessages: 0, calls: 0, messages: 0 };
    for (const kind of Object.keys(AGED) as (keyof Aged)[]) {
      const before = subDays(this.clock.now(), days[kind]);
      for (let rows = BATCH; rows === BATCH;) {
        rows = await this.batch(kind, before, actor);
        erased[kind] += rows;
      }
    }
    return erased;
  }

  private async batch(kind: keyof Aged, before: Date, actor: string): Promise<number> {
    const { table, id, due, sets } = AGED[kind];
    return this.dataSource.transaction(async (manager) => {
      const [, rows] = await manager.query<[unknown, number]>(
        `UPDATE ${table} SET ${assignments(sets)}
         WHERE ${id} IN (SELECT ${id} FROM ${table} WHERE ${due} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
        [before],
      );
      if (rows > 0) {
        await this.audit.record(manager, {
          actor,
          action: 'personal-data.erase',
          subjectType: 'personal-data',
          subjectId: kind,
          data: { rows, before: before.toISOString() },
        });
      }
      return rows;
    });
  }
}
