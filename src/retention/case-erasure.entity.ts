import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That what is personal of a case was erased, and the files that went with it. The database keeps the row for good. */
@Entity('case_erasure')
export class CaseErasure {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('text') erasedBy!: string;
  @Column('timestamptz') erasedAt!: Date;
  /** Files below the data folder that no row names any more. */
  @Column('text', { array: true }) files!: string[];
  /** When the last of them was gone; null while they are still to be removed. */
  @Column('timestamptz', { nullable: true }) filesRemovedAt!: Date | null;
}
