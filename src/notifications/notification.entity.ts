import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../personal-data/sealed-column';

/** A message that was decided in a transaction and is on its way. */
@Entity('notification')
export class Notification {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') dedupeKey!: string;
  @SealedColumn('notification.recipient') recipient!: string;
  /** The account of config/channels.yaml that it goes through; null is a text message. */
  @Column('text', { nullable: true }) account!: string | null;
  /** The telephone number that it goes to by text message where the account's provider never takes it. */
  @SealedColumn('notification.fallback', { nullable: true }) fallback!: string | null;
  @Column('text') template!: string;
  @Column('jsonb') params!: Record<string, unknown>;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') availableAt!: Date;
  @Column('integer') attempts!: number;
  @Column('text', { nullable: true }) lastError!: string | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  /** Since when it is not tried any more: no provider takes it. */
  @Column('timestamptz', { nullable: true }) givenUpAt!: Date | null;
}
