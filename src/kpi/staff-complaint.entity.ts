import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where staff were complained about, and what about (D1 一(二)4). */
export const COMPLAINT_STAGES = ['intake', 'transfer', 'handling', 'revisit', 'supervision'] as const;
export const COMPLAINT_ASPECTS = ['attitude', 'quality'] as const;

/** A complaint about the hotline's staff; it counts once somebody decided that it is right (有效投诉). */
@Entity('staff_complaint')
export class StaffComplaint {
  @PrimaryColumn('uuid') id!: string;
  /** The hotline body whose staff it is about. */
  @Column('text') body!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('text') stage!: (typeof COMPLAINT_STAGES)[number];
  @Column('text') aspect!: (typeof COMPLAINT_ASPECTS)[number];
  /** The account that is complained about, when it is known. */
  @Column('text', { nullable: true }) about!: string | null;
  @Column('text') content!: string;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('boolean', { nullable: true }) upheld!: boolean | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) comment!: string | null;
}
