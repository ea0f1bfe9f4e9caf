import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What oversight (监察驻场) noted on a case: the one thing that role may write. */
@Entity('remark')
export class Remark {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') text!: string;
  @Column('text') madeBy!: string;
  @Column('timestamptz') madeAt!: Date;
}
