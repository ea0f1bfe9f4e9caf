import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message for the engine that was decided in a transaction of ours and is on its way. */
@Entity('engine_outbox')
export class EngineOutbox {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') correlationKey!: string;
  @Column('text') messageId!: string;
  @Column('bigint', { transformer: { to: (value: number) => value, from: (value: string) => Number(value) } })
  timeToLiveMs!: number;
  @Column('jsonb') variables!: Record<string, unknown>;
  /** The trace (W3C traceparent) of what decided it; null outside of any. */
  @Column('text', { nullable: true }) traceparent!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') availableAt!: Date;
  @Column('integer') attempts!: number;
  @Column('text', { nullable: true }) lastError!: string | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
}
