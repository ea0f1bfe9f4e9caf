import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { callerOf } from '../cases/same-matter';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { fingerprintOf, isFingerprintOf } from '../personal-data/fingerprint';
import { Sealer } from '../personal-data/sealed-column';
import { Problem } from '../problems/problem';
import type { InboundCallEvent } from './channel-adapter';
import type { Entry } from './channels-config';
import { PhoneCall } from './phone-call.entity';
import { PhoneEvent } from './phone-event.entity';

const sealer = new Sealer('phone_call.caller');

/** The door of calls: what the telephone system tells, in whatever order it arrives, makes the times of one call. */
@Injectable()
export class CallsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
  ) {}

  /**
   * Notes an event of a telephone system once; the same id with another content is refused. The call is that body's whose
   * line was called, else that of the telephone system. Each system counts its events and calls for itself.
   */
  async record(event: InboundCallEvent, { name: account, body }: Pick<Entry, 'name' | 'body'>): Promise<void> {
    const { messageId: eventId, callId, event: kind, at, caller, called, agent } = event;
    const line = called === undefined ? undefined : this.lineOf(called);
    const content = [callId, kind, at, caller, agent, ...(called === undefined ? [] : [called])];
    await this.dataSource.transaction(async (manager) => {
      const inserted: unknown[] = await manager.query(
        `INSERT INTO phone_event (account, event_id, call_id, kind, body_hash, at, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account, event_id) DO NOTHING RETURNING event_id`,
        [account, eventId, callId, kind, fingerprintOf(content), at, this.clock.now()],
      );
      if (inserted.length === 0) {
        const earlier = await manager.findOneByOrFail(PhoneEvent, { account, eventId });
        if (!isFingerprintOf(earlier.bodyHash, content)) throw new Problem('message-id-reused');
        return;
      }
      const column = { incoming: 'incoming_at', answered: 'answered_at', 'hung-up': 'ended_at' }[kind];
      await manager.query(
        `INSERT INTO phone_call (id, account, call_id, caller, answered_by, ${column}, body, line)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (account, call_id) DO UPDATE SET ${column} = COALESCE(phone_call.${column}, excluded.${column}),
           body = CASE WHEN excluded.line IS NULL THEN phone_call.body ELSE excluded.body END,
           line = COALESCE(excluded.line, phone_call.line),
           caller = COALESCE(phone_call.caller, excluded.caller),
           answered_by = COALESCE(phone_call.answered_by, excluded.answered_by)`,
        [
          randomUUID(),
          account,
          callId,
          sealer.to(caller ?? null),
          agent ?? null,
          at,
          line?.body ?? body,
          line?.number ?? null,
        ],
      );
    });
  }

  /** A called number as config/bodies.yaml writes it, with the body whose line it is; any other one as it was told. */
  private lineOf(called: string): { number: string; body?: string } {
    const digits = callerOf(called);
    for (const { code, lines } of this.config.bodies) {
      const number = lines.find((line) => callerOf(line) === digits);
      if (number) return { number, body: code };
    }
    return { number: called };
  }

  /** Notes which case was registered during a call. */
  async link(id: string, caseId: string): Promise<void> {
    await this.dataSource.getRepository(PhoneCall).update({ id }, { caseId });
  }

  /**
   * A body's call as its telephone system names it. Where two systems of one body gave two calls the same name it is the
   * later one: the agent who registers has just taken it.
   */
  async find(body: string, callId: string): Promise<PhoneCall | null> {
    return this.dataSource
      .getRepository(PhoneCall)
      .findOne({ where: { body, callId }, order: { incomingAt: { direction: 'DESC', nulls: 'LAST' } } });
  }
}
