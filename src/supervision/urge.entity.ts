import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A citizen asked again how the case stands (催办), and somebody passed it on. */
@Entity('urge')
export class Urge {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text', { nullable: true }) note!: string | null;
  /** The channel through which the same matter was raised again; null when somebody passed the urge on. */
  @Column('text', { nullable: true }) channel!: string | null;
  @Column('text', { nullable: true }) idempotencyKey!: string | null;
  @Column('text', { nullable: true }) idempotencyHash!: string | null;
  @Column('text') urgedBy!: string;
  @Column('timestamptz') urgedAt!: Date;
  @Column('timestamptz', { nullable: true }) recordedAt!: Date | null;
}
