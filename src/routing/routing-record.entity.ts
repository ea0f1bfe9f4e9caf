import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which rules gave an assignment to its unit: what the return rate by rule is counted from. */
@Entity('routing_record')
export class RoutingRecord {
  @PrimaryColumn('uuid') assignmentId!: string;
  @Column('uuid') caseId!: string;
  @Column('text') unit!: string;
  @Column('text') profile!: string;
  @Column('text') category!: string;
  @Column('text', { nullable: true }) area!: string | null;
  @Column('text', { array: true }) rules!: string[];
  @Column('timestamptz') at!: Date;
}
