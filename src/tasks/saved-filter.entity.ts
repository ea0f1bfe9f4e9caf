import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A filter of the task list that somebody keeps, for themselves or for a group. */
@Entity('saved_filter')
export class SavedFilter {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') owner!: string;
  @Column('text') name!: string;
  /** Group that sees the filter too (docs/processes.md, Groups); null for the owner alone. */
  @Column('text', { nullable: true }) sharedWith!: string | null;
  @Column('jsonb') query!: Record<string, unknown>;
  @Column('timestamptz') createdAt!: Date;
}
