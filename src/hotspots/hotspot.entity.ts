import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A hot spot mined from complaints, and its rectification (整改): an owner, a deadline and a check (D8). */
@Entity('hotspot')
export class Hotspot {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') body!: string;
  @Column('text') title!: string;
  @Column('text') description!: string;
  @Column('text', { nullable: true }) category!: string | null;
  @Column('text') unit!: string;
  @Column('text') owner!: string;
  @Column('timestamptz') dueAt!: Date;
  @Column('text') status!: 'found' | 'rectifying' | 'closed';
  @Column('text') foundBy!: string;
  @Column('timestamptz') foundAt!: Date;
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) overdueAt!: Date | null;
  @Column('jsonb', { nullable: true }) measures!: Record<string, unknown> | null;
  @Column('text', { nullable: true }) checkedBy!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
}
