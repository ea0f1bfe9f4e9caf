import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A leader's instruction (批示) on a briefing: what to do, by which units, until when, and when the leader heard what came of it. */
@Entity('instruction')
export class Instruction {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  /** The post before which the briefing came, as the profile names it. */
  @Column('text') post!: string;
  @Column('text') instructedBy!: string;
  @Column('timestamptz') instructedAt!: Date;
  @Column('text') action!: 'transfer' | 'close';
  @Column('text', { array: true }) units!: string[];
  @Column('text', { nullable: true }) text!: string | null;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) overdueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) fedBackAt!: Date | null;
}
