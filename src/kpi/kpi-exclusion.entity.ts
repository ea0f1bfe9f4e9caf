import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ExclusionReason } from './kpi-config';

/** A period that is left out of a measure, with the reason and who said so (D1 一(二)): never a silent filter. */
@Entity('kpi_exclusion')
export class KpiExclusion {
  @PrimaryColumn('uuid') id!: string;
  /** The hotline body whose measures it concerns. */
  @Column('text') body!: string;
  @Column('text') scope!: 'calls' | 'sms';
  @Column('timestamptz') periodFrom!: Date;
  @Column('timestamptz') periodTo!: Date;
  @Column('text') reason!: ExclusionReason;
  @Column('text') note!: string;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('text', { nullable: true }) withdrawnBy!: string | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
}
