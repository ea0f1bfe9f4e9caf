import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock';
import { fingerprintOf, isFingerprintOf } from '../personal-data/fingerprint';
import { Sealer } from '../personal-data/sealed-column';
import { Problem } from '../problems/problem';
import type { InboundCallEvent } from './channel-adapter';
import { PhoneCall } from './phone-call.entity';
import { PhoneEvent } from './phone-event.entity';

const sealer = new Sealer('phone_call.caller');

/** The door of calls: what the telephone system tells, in whatever order it arrives, makes the times of one call. */
@Injectable()
export class CallsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Notes an event once; the same id with another content is refused. */
  async record(event: InboundCallEvent): Promise<void> {
    const { messageId: eventId, callId, event: kind, at, caller, agent } = event;
    const content = [callId, kind, at, caller, agent];
    await this.dataSource.transaction(async (manager) => {
      const inserted: unknown[] = await manager.query(
        `INSERT INTO phone_event (event_id, call_id, kind, body_hash, at, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (event_id) DO NOTHING RETURNING event_id`,
        [eventId, callId, kind, fingerprintOf(content), at, this.clock.now()],
      );
      if (inserted.length === 0) {
        const earlier = await manager.findOneByOrFail(PhoneEvent, { eventId });
        if (!isFingerprintOf(earlier.bodyHash, content)) throw new Problem('message-id-reused');
        return;
      }
      const column = { incoming: 'incoming_at', answered: 'answered_at', 'hung-up': 'ended_at' }[kind];
      await manager.query(
        `INSERT INTO phone_call (call_id, caller, answered_by, ${column}) VALUES ($1, $2, $3, $4)
         ON CONFLICT (call_id) DO UPDATE SET ${column} = COALESCE(phone_call.${column}, excluded.${column}),
           caller = COALESCE(phone_call.caller, excluded.caller),
           answered_by = COALESCE(phone_call.answered_by, excluded.answered_by)`,
        [callId, sealer.to(caller ?? null), agent ?? null, at],
      );
    });
  }

  /** Notes which case was registered during a call; `not-found` when there is no such call. */
  async link(callId: string, caseId: string): Promise<void> {
    const { affected } = await this.dataSource.getRepository(PhoneCall).update({ callId }, { caseId });
    if (affected === 0) throw new Problem('not-found');
  }

  /** Is there such a call? */
  async has(callId: string): Promise<boolean> {
    return this.dataSource.getRepository(PhoneCall).existsBy({ callId });
  }
}
