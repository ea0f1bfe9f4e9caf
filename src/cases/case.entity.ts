import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Where a case stands, as a list shows it. A cache: the door that appends an event writes the stage that follows from
 * it in the same transaction, and nothing else does; the engine owns the flow.
 */
export type CaseStage =
  | 'registered'
  | 'classified'
  | 'answered'
  | 'to-route'
  | 'handling'
  | 'handled'
  | 'escalated'
  | 'instructed'
  | 'redo'
  | 'following'
  | 'revisiting'
  | 'revisited'
  | 'archived';

/** The circumstances of a matter, in the citizen's words (D9 第一步: 时间、地点、人物). */
export interface Circumstances {
  time?: string;
  place?: string;
  persons?: string;
}

/** One matter a citizen raised. */
@Entity('hotline_case')
export class Case {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') number!: string;
  @Column('text') queryCode!: string;
  /** The hotline body that took it down: the first receiver, which stays answerable (首接负责). */
  @Column('text') body!: string;
  @Column('text') profile!: string;
  @Column('text') channel!: string;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text') content!: string;
  /** When and where it happened and who was there, as far as the citizen was asked and said so. */
  @Column('jsonb', { nullable: true }) circumstances!: Circumstances | null;
  @Column('timestamptz') receivedAt!: Date;
  @Column('timestamptz') registeredAt!: Date;
  @Column('text') registeredBy!: string;
  @Column('text', { nullable: true }) idempotencyKey!: string | null;
  @Column('text', { nullable: true }) idempotencyHash!: string | null;
  @Column('uuid') citizenId!: string;
  @Column('text', { nullable: true }) caseType!: string | null;
  @Column('text', { nullable: true }) category!: string | null;
  /** Below the category in the label scheme, as `second/third`. */
  @Column('text', { nullable: true }) topic!: string | null;
  @Column('text', { nullable: true }) urgency!: string | null;
  @Column('text', { nullable: true }) responseLevel!: string | null;
  @Column('text', { nullable: true }) area!: string | null;
  @Column('double precision', { nullable: true }) confidence!: number | null;
  @Column('boolean') hot!: boolean;
  @Column('boolean') major!: boolean;
  @Column('boolean') answerable!: boolean;
  @Column('jsonb', { nullable: true }) because!: unknown;
  @Column('text', { nullable: true }) disposal!: string | null;
  @Column('text') stage!: CaseStage;
  @Column('integer') round!: number;
  @Column('boolean') instructed!: boolean;
  /** A limit that a law sets, as `parseStatutory` reads it, and the law's article. */
  @Column('text', { nullable: true }) statutoryLimit!: string | null;
  @Column('text', { nullable: true }) statutoryBasis!: string | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('text', { nullable: true }) satisfaction!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
}
