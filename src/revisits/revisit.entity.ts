import { Column, Entity, PrimaryColumn } from 'typeorm';

export const SATISFACTIONS = ['satisfied', 'basically-satisfied', 'dissatisfied'] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];
export type RevisitResult = 'satisfied' | 'dissatisfied' | 'unreached';

/** One attempt to verify the result with the citizen (回访), with the token of its survey. */
@Entity('revisit')
export class Revisit {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('integer') round!: number;
  @Column('integer') attempt!: number;
  @Column('text') token!: string;
  @Column('timestamptz') openedAt!: Date;
  @Column('text', { nullable: true }) via!: 'agent' | 'survey' | null;
  @Column('boolean', { nullable: true }) reached!: boolean | null;
  @Column('text', { nullable: true }) satisfaction!: Satisfaction | null;
  @Column('text', { nullable: true }) comment!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
  @Column('text', { nullable: true }) result!: RevisitResult | null;
  @Column('timestamptz', { nullable: true }) recordedAt!: Date | null;
  /** When the citizen is tried again; null when this was the last attempt or reached them. */
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
}
