import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why the hotline presses an assignment (D1, 4): the words are the i18n files' `supervision.ground.<code>`. */
export const SUPERVISION_GROUNDS = ['hot-issue', 'leader-instruction', 'media-exposure', 'overdue'] as const;
export type SupervisionGround = (typeof SUPERVISION_GROUNDS)[number];

/** One supervision (督办) of a case. */
@Entity('supervision')
export class Supervision {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') ground!: SupervisionGround;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') requestedBy!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text') status!: 'requested' | 'open' | 'closed';
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) closedBy!: string | null;
  @Column('jsonb', { nullable: true }) measures!: Record<string, unknown> | null;
}
