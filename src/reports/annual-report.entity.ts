import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UnitAssessment } from '../kpi/assessment';
import type { KpiRow } from '../kpi/kpi';

/** The year's work in figures, put before the leaders and then the People's Congress standing committee (D3, article 9). */
@Entity('annual_report')
export class AnnualReport {
  @PrimaryColumn('uuid') id!: string;
  /** The hotline body whose year it is. */
  @Column('text') body!: string;
  @Column('integer') year!: number;
  @Column('text') status!: 'compiled' | 'published' | 'rejected';
  @Column('jsonb') figures!: AnnualFigures;
  @Column('timestamptz') compiledAt!: Date;
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  /** The document (PDF) below the data folder, and its hash; null for one that was compiled before documents were made. */
  @Column('text', { nullable: true }) file!: string | null;
  @Column('text', { nullable: true }) sha256!: string | null;
}

/** Counts over the cases received in the year. */
export interface AnnualFigures {
  received: number;
  archived: number;
  byMonth: Record<string, number>;
  byChannel: Record<string, number>;
  byType: Record<string, number>;
  byCategory: Record<string, number>;
  byDisposal: Record<string, number>;
  bySatisfaction: Record<string, number>;
  byGround: Record<string, number>;
  assignments: { done: number; onTime: number; late: number };
  redone: number;
  hotspots: { found: number; closed: number };
  measures: KpiRow[];
  units: (Omit<UnitAssessment, 'counts'> & { name: string })[];
}
