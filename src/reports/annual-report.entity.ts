import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The year's work in figures, put before the leaders and then the People's Congress standing committee (D3, article 9). */
@Entity('annual_report')
export class AnnualReport {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') year!: number;
  @Column('text') status!: 'compiled' | 'published' | 'rejected';
  @Column('jsonb') figures!: AnnualFigures;
  @Column('timestamptz') compiledAt!: Date;
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
}

/** Counts over the cases received in the year. */
export interface AnnualFigures {
  received: number;
  archived: number;
  byType: Record<string, number>;
  byCategory: Record<string, number>;
  byDisposal: Record<string, number>;
  bySatisfaction: Record<string, number>;
  assignments: { done: number; onTime: number; late: number };
}
