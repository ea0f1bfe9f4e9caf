import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One call to a unit about an urgent assignment (D5 一(三)): who was phoned, when, and with what result. */
@Entity('phone_notice')
export class PhoneNotice {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') assignmentId!: string;
  @Column('text') phonedBy!: string;
  @Column('timestamptz') phonedAt!: Date;
  @Column('text', { nullable: true }) number!: string | null;
  @Column('text', { nullable: true }) answeredBy!: string | null;
  @Column('boolean') reached!: boolean;
  @Column('text', { nullable: true }) note!: string | null;
}
