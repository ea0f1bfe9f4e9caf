import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a case follows another one (并案): it keeps its number and its citizen, and gets the main case's answer. */
@Entity('case_merge')
export class CaseMerge {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') mainCaseId!: string;
  @Column('text') reason!: string;
  @Column('text') mergedBy!: string;
  @Column('timestamptz') mergedAt!: Date;
  @Column('text', { nullable: true }) undoneBy!: string | null;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
  @Column('text', { nullable: true }) undoneReason!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
}
