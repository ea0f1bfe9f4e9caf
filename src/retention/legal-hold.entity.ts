import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a case is kept beyond its retention: a court, an audit or a claim needs it. */
@Entity('legal_hold')
export class LegalHold {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') reason!: string;
  @Column('text') placedBy!: string;
  @Column('timestamptz') placedAt!: Date;
  @Column('text', { nullable: true }) liftedBy!: string | null;
  @Column('timestamptz', { nullable: true }) liftedAt!: Date | null;
}
