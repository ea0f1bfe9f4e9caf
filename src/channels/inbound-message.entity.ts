import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InboundChannel } from './channels-config';
import { SealedColumn } from '../personal-data/sealed-column';

/** A message as it came in through a channel, and what became of it. */
@Entity('inbound_message')
export class InboundMessage {
  @PrimaryColumn('uuid') id!: string;
  /** The hotline body whose channel it came through. */
  @Column('text') body!: string;
  @Column('text') channel!: InboundChannel;
  /** The entry of config/channels.yaml that it came in by; null where it came before that was kept. */
  @Column('text', { nullable: true }) account!: string | null;
  @Column('text') messageId!: string;
  @Column('text') bodyHash!: string;
  @SealedColumn('inbound_message.sender', { nullable: true }) sender!: string | null;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text') content!: string;
  @Column('timestamptz') receivedAt!: Date;
  @Column('timestamptz') recordedAt!: Date;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('text', { nullable: true }) reply!: string | null;
  @Column('text', { nullable: true }) repliedBy!: string | null;
  @Column('timestamptz', { nullable: true }) repliedAt!: Date | null;
  /** Why it says nothing that could be replied to (D1 一(二)3: 无效信息). */
  @Column('text', { nullable: true }) invalidReason!: string | null;
  @Column('text', { nullable: true }) invalidBy!: string | null;
  @Column('timestamptz', { nullable: true }) invalidAt!: Date | null;
}
