import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why the hotline presses an assignment (D1, 4): the words are the i18n files' `ground.<code>`. */
export const SUPERVISION_GROUNDS = ['hot-issue', 'leader-instruction', 'media-exposure', 'overdue'] as const;
export type SupervisionGround = (typeof SUPERVISION_GROUNDS)[number];

/** One supervision (督办) of a case, or of one unit's assignment. */
@Entity('supervision')
export class Supervision {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  /** The assignment that is pressed; null when the whole case is. */
  @Column('uuid', { nullable: true }) assignmentId!: string | null;
  @Column('text') ground!: SupervisionGround;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') requestedBy!: string;
  @Column('timestamptz') requestedAt!: Date;
  /** `merged`: another one on the same ground was open already; `lapsed`: the case was archived meanwhile. */
  @Column('text') status!: 'requested' | 'open' | 'closed' | 'merged' | 'lapsed';
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  /** How it presses now (bpmn/supervision-steps.dmn): reminder 催办函, written-order 督办单, notice-of-criticism 通报批评. */
  @Column('text', { nullable: true }) level!: string | null;
  @Column('integer', { nullable: true }) step!: number | null;
  @Column('timestamptz', { nullable: true }) stepDue!: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) closedBy!: string | null;
  @Column('jsonb', { nullable: true }) measures!: Record<string, unknown> | null;
}
