import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a case's text is remembered by, and the matter that it is about. */
@Entity('case_sketch')
export class CaseSketch {
  @PrimaryColumn('uuid') caseId!: string;
  /** The case's hotline body: a matter is of one body's cases. */
  @Column('text') body!: string;
  @Column('uuid') matterId!: string;
  @Column('timestamptz') receivedAt!: Date;
  @Column('text', { nullable: true }) area!: string | null;
  /** Its sketch, as `bytesOf` writes it. */
  @Column('bytea') vector!: Buffer;
  @Column('integer', { array: true }) keys!: number[];
}
