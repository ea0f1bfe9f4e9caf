import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../personal-data/sealed-column';

/** A text message that was decided in a transaction and is on its way. */
@Entity('notification')
export class Notification {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') dedupeKey!: string;
  @SealedColumn('notification.recipient') recipient!: string;
  @Column('text') template!: string;
  @Column('jsonb') params!: Record<string, unknown>;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') availableAt!: Date;
  @Column('integer') attempts!: number;
  @Column('text', { nullable: true }) lastError!: string | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
}
