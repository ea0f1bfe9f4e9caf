import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One sign-in: its token is good until the session ends, by its hour, by signing out, or by a new password. */
@Entity('session')
export class Session {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') username!: string;
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
