import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity';
import { InboundMessage } from '../channels/inbound-message.entity';
import { AccountSenders } from '../channels/senders';
import { Citizen } from '../citizens/citizen.entity';
import { type CameBy, citizenAddress } from './citizen-address';
import { NotificationsService } from './notifications.service';

/** What is said to a citizen: a template of config/notifications.yaml with its parameters, once a dedupe key. */
export interface Said {
  dedupeKey: string;
  template: string;
  params: Record<string, unknown>;
}

/** Tells citizens something of their cases, by the channel that they came by; each goes with the caller's transaction. */
@Injectable()
export class CitizenMessages {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly senders: AccountSenders,
  ) {}

  /** Tells the citizen of a case, by the channel of their last message of it; false where no way leads to them. */
  async tell(manager: EntityManager, of: Pick<Case, 'id' | 'citizenId'>, said: Said): Promise<boolean> {
    const came = await manager.findOne(InboundMessage, { where: { caseId: of.id }, order: { receivedAt: 'DESC' } });
    return this.answer(manager, of.citizenId, came, said);
  }

  /** Answers one message of a citizen; false where no way leads to them. */
  async answer(manager: EntityManager, citizenId: string, came: CameBy | null, said: Said): Promise<boolean> {
    const { phone } = await manager.findOneByOrFail(Citizen, { id: citizenId });
    const address = citizenAddress(came, phone, (account) => this.senders.of(account) !== undefined);
    if (address) await this.notifications.queue(manager, { ...said, ...address });
    return address !== undefined;
  }
}
