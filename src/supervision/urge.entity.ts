import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A citizen asked again how the case stands (催办), and somebody passed it on. */
@Entity('urge')
export class Urge {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') urgedBy!: string;
  @Column('timestamptz') urgedAt!: Date;
  @Column('timestamptz', { nullable: true }) recordedAt!: Date | null;
}
