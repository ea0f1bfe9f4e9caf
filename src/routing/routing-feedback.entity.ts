import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a lesson about routing came from. */
export type FeedbackKind = 'correction' | 'return' | 'negotiation';

/** One lesson: a case of this kind was given to another unit than the rules had it. The prior is counted from these rows. */
@Entity('routing_feedback')
export class RoutingFeedback {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') kind!: FeedbackKind;
  @Column('text') profile!: string;
  @Column('text') category!: string;
  @Column('text', { nullable: true }) area!: string | null;
  /** The unit that it was taken from. */
  @Column('text', { nullable: true }) fromUnit!: string | null;
  /** The unit that it was given to instead. */
  @Column('text', { nullable: true }) toUnit!: string | null;
  /** The rules that had proposed the former. */
  @Column('text', { array: true }) rules!: string[];
  @Column('text') actor!: string;
  @Column('timestamptz') at!: Date;
}
