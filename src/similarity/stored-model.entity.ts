import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A bigram model that every app of the installation uses until a newer one is stored. */
@Entity('bigram_model')
export class StoredModel {
  @PrimaryGeneratedColumn('increment', { type: 'integer' }) id!: number;
  @Column('timestamptz') madeAt!: Date;
  @Column('integer') documents!: number;
  @Column('bytea') frequencies!: Buffer;
  /** Which of its texts have which key (HeldKeys). */
  @Column('bytea') keys!: Buffer;
}
