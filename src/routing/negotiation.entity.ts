import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a unit said in a negotiation. */
export interface Position {
  unit: string;
  position: string;
  grounds: string | null;
  by: string;
}

/** A negotiation of duties (职责协商): whose the case is, agreed by a deadline or designated after it. */
@Entity('negotiation')
export class Negotiation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('integer') round!: number;
  @Column('text', { array: true }) units!: string[];
  @Column('text', { nullable: true }) answerable!: string | null;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz') dueAt!: Date;
  @Column('text', { nullable: true }) lead!: string | null;
  @Column('text', { array: true }) coUnits!: string[];
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('boolean') designated!: boolean;
  @Column('text', { nullable: true }) opinion!: string | null;
  @Column('jsonb') positions!: Position[];
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
}
