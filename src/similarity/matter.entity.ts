import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One matter that one or several cases are about; its cases are the sketches that name it. */
@Entity('matter')
export class Matter {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') cases!: number;
  @Column('timestamptz') firstAt!: Date;
  @Column('timestamptz') lastAt!: Date;
  /** The rule of config/similarity.yaml that opened something on it, once. */
  @Column('text', { nullable: true }) openedBy!: string | null;
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
}
