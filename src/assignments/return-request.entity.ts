import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `lapsed`: the assignment went another way before anybody decided. */
export type RequestStatus = 'requested' | 'granted' | 'rejected' | 'lapsed';

/** A unit's request to send an assignment back (退件), with what it states (D5 一(二)). */
@Entity('return_request')
export class ReturnRequest {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') assignmentId!: string;
  @Column('text') requestedBy!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text') reason!: string;
  @Column('text') suggestedUnit!: string;
  @Column('text') evidence!: string;
  /** Id of the attachment; empty where the profile asks for none. */
  @Column('text') leaderOpinion!: string;
  /** The leader-signed opinion first, then the evidence. */
  @Column('uuid', { array: true }) attachmentIds!: string[];
  @Column('jsonb') decision!: unknown;
  @Column('text') status!: RequestStatus;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  /** The unit whose duty the review determined; null: the rules find it. */
  @Column('text', { nullable: true }) determinedUnit!: string | null;
  @Column('text', { nullable: true }) comment!: string | null;
}
