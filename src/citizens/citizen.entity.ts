import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who raised a case. The only table that holds a citizen's personal data. */
@Entity('citizen')
export class Citizen {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('text', { nullable: true }) phone!: string | null;
  /** The digits of the telephone number, by which the same citizen is found again. */
  @Column('text', { nullable: true }) caller!: string | null;
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('timestamptz') createdAt!: Date;
}
