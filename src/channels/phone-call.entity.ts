import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../personal-data/sealed-column';

/** A call with its times, as the telephone system told of it. */
@Entity('phone_call')
export class PhoneCall {
  @PrimaryColumn('uuid') id!: string;
  /** The entry of config/channels.yaml whose telephone system told of it. */
  @Column('text') account!: string;
  /** What that telephone system calls it. */
  @Column('text') callId!: string;
  /** The hotline body whose line was called. */
  @Column('text') body!: string;
  /** The number that was called, where the telephone system tells it. */
  @Column('text', { nullable: true }) line!: string | null;
  @SealedColumn('phone_call.caller', { nullable: true }) caller!: string | null;
  @Column('timestamptz', { nullable: true }) incomingAt!: Date | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
  @Column('text', { nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  /** The case that was registered during the call. */
  @Column('uuid', { nullable: true }) caseId!: string | null;
}
