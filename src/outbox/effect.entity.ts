import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That something was done once and what came of it, so that doing it again changes nothing. */
@Entity('effect')
export class Effect {
  @PrimaryColumn('text') key!: string;
  @Column('jsonb', { nullable: true }) output!: unknown;
  @Column('timestamptz') doneAt!: Date;
}
