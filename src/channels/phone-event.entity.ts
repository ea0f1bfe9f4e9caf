import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One event of a call, kept so that its repeat changes nothing. */
@Entity('phone_event')
export class PhoneEvent {
  /** The entry of config/channels.yaml whose telephone system told of it. */
  @PrimaryColumn('text') account!: string;
  @PrimaryColumn('text') eventId!: string;
  @Column('text') callId!: string;
  @Column('text') kind!: 'incoming' | 'answered' | 'hung-up';
  @Column('text') bodyHash!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz') recordedAt!: Date;
}
