import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../personal-data/sealed-column';

/** Who raised a case; all of it sealed (src/personal-data). */
@Entity('citizen')
export class Citizen {
  @PrimaryColumn('uuid') id!: string;
  @SealedColumn('citizen.name', { nullable: true }) name!: string | null;
  @SealedColumn('citizen.phone', { nullable: true }) phone!: string | null;
  /** The blind index of the telephone number's digits, by which the same citizen is found again. */
  @Column('text', { nullable: true }) caller!: string | null;
  @SealedColumn('citizen.unit', { nullable: true }) unit!: string | null;
  @SealedColumn('citizen.address', { nullable: true }) address!: string | null;
  @Column('timestamptz') createdAt!: Date;
}
