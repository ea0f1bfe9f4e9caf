import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The closed case as one immutable file (立卷归档). */
@Entity('archive_bundle')
export class ArchiveBundle {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('text') file!: string;
  @Column('text') sha256!: string;
  @Column('integer') documents!: number;
  @Column('integer') events!: number;
  @Column('timestamptz') archivedAt!: Date;
  /** From when on it may be given up; null for one that was made before retention was noted. */
  @Column('timestamptz', { nullable: true }) retainUntil!: Date | null;
  @Column('text', { nullable: true }) retention!: 'ordinary' | 'important' | null;
}
