import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A watch over public opinion after a reply (舆情关注, D7 第五条). */
@Entity('opinion_watch')
export class OpinionWatch {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') assignmentId!: string;
  @Column('text') watchGroup!: string;
  @Column('timestamptz') until!: Date;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) remindedAt!: Date | null;
  @Column('boolean', { nullable: true }) adverse!: boolean | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { nullable: true }) reportedBy!: string | null;
  @Column('timestamptz', { nullable: true }) reportedAt!: Date | null;
}
