import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { RegistrationsService } from '../cases/registrations.service';
import { Clock } from '../clock/clock';
import { Case } from '../cases/case.entity';
import { insertIfNew } from '../database/row-manager';
import { CitizenMessages } from '../notifications/citizen-messages.service';
import { idFrom } from '../outbox';
import { fingerprintOf, isFingerprintOf } from '../personal-data/fingerprint';
import { Problem } from '../problems/problem';
import type { InboundText } from './channel-adapter';
import type { Entry, InboundChannel } from './channels-config';
import { InboundMessage } from './inbound-message.entity';

/** What came of a message. */
export interface Taken {
  id: string;
  caseId: string;
}

/** The door of messages that come in through channels: each becomes a case, once; people reply or note it as invalid. */
@Injectable()
export class InboundService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly cases: RegistrationsService,
    private readonly citizens: CitizenMessages,
    private readonly audit: AuditService,
  ) {}

  /**
   * Registers a message as a case. The message's id is the registration's idempotency key: after a crash between case and
   * message the provider's repeat finds the case and adds the message. The same id with another content is refused.
   */
  async take(entry: Entry, message: InboundText): Promise<Taken> {
    const { name, channel, body, profile } = entry;
    const id = idFrom('inbound', name, message.messageId);
    const { sender, title, content, circumstances } = message;
    const said = [sender, title, content];
    const earlier = await this.dataSource.getRepository(InboundMessage).findOneBy({ id });
    if (earlier) {
      if (!isFingerprintOf(earlier.bodyHash, said)) throw new Problem('message-id-reused');
      return { id, caseId: earlier.caseId! };
    }
    const { citizen, receivedAt } = message;
    const registered = await this.cases.register(
      { title, content, circumstances, channel, citizen, body, profile, receivedAt, idempotencyKey: message.messageId },
      `channel:${name}`,
    );
    await this.dataSource.transaction(async (manager) => {
      const now = this.clock.now();
      await insertIfNew(manager, InboundMessage, {
        id,
        body,
        channel,
        account: name,
        messageId: message.messageId,
        bodyHash: fingerprintOf(said),
        sender: sender ?? null,
        title: title ?? null,
        content,
        receivedAt: receivedAt ?? now,
        recordedAt: now,
        caseId: registered.id,
      });
      // D9 第二步: a prompt acknowledgement. It is no reply: the measure of D1 counts what a person answered.
      const { citizenId } = await manager.findOneByOrFail(Case, { id: registered.id });
      const came = { account: name, sender: sender ?? null };
      await this.citizens.answer(manager, citizenId, came, {
        dedupeKey: `acknowledged:${id}`,
        template: 'case-acknowledged',
        params: { number: registered.number, code: registered.queryCode },
      });
    });
    return { id, caseId: registered.id };
  }

  /** Replies to a message, once, by the channel that it came by; where that cannot be, by text message. */
  async reply(body: string, id: string, text: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const message = await this.lock(manager, body, id);
      if (message.repliedAt) throw new Problem('message-settled');
      const { citizenId } = await manager.findOneByOrFail(Case, { id: message.caseId! });
      const said = { dedupeKey: `replied:${id}`, template: 'sms-reply', params: { text } };
      if (!(await this.citizens.answer(manager, citizenId, message, said))) throw new Problem('message-not-repliable');
      await manager.update(InboundMessage, id, { reply: text, repliedBy: actor, repliedAt: this.clock.now() });
      await this.audit.record(manager, { actor, action: 'message.reply', subjectType: 'message', subjectId: id });
    });
  }

  /** Notes that a message says nothing that could be replied to; the reason stays with it (D1 一(二)3). */
  async markInvalid(body: string, id: string, reason: string, actor: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const message = await this.lock(manager, body, id);
      if (message.repliedAt || message.invalidAt) throw new Problem('message-settled');
      await manager.update(InboundMessage, id, {
        invalidReason: reason,
        invalidBy: actor,
        invalidAt: this.clock.now(),
      });
      await this.audit.record(manager, { actor, action: 'message.invalid', subjectType: 'message', subjectId: id });
    });
  }

  private async lock(manager: EntityManager, body: string, id: string): Promise<InboundMessage> {
    const found = await manager.findOne(InboundMessage, { where: { id, body }, lock: { mode: 'pessimistic_write' } });
    if (!found) throw new Problem('not-found');
    return found;
  }

  /** A body's messages, the newest first; `open` leaves out those that were replied to or noted as invalid. */
  async list(
    body: string,
    filter: { channel?: InboundChannel; open?: boolean },
  ): Promise<Omit<InboundMessage, 'bodyHash'>[]> {
    const found = await this.dataSource.getRepository(InboundMessage).find({
      where: {
        body,
        ...(filter.channel ? { channel: filter.channel } : {}),
        ...(filter.open ? { repliedAt: IsNull(), invalidAt: IsNull() } : {}),
      },
      order: { receivedAt: 'DESC', id: 'ASC' },
      take: 200,
    });
    return found.map(({ bodyHash: _hash, ...message }) => message);
  }
}
