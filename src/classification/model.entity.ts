import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Trained } from '../text-model';

/** A model that was trained from the archive; its files are below the data folder (ModelFiles). */
@Entity('classification_model')
export class ClassificationModel {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') status!: 'training' | 'ready' | 'failed';
  /** Cases that it learned from. */
  @Column('integer') cases!: number;
  /** Cases received from here on were kept apart to compare models on. */
  @Column('timestamptz') heldOutFrom!: Date;
  /** By part, how good it is on texts that it did not learn from (cross-validation). */
  @Column('jsonb', { nullable: true }) quality!: Trained['quality'] | null;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('text') createdBy!: string;
  @Column('boolean') active!: boolean;
  @Column('timestamptz', { nullable: true }) activatedAt!: Date | null;
  @Column('text', { nullable: true }) activatedBy!: string | null;
}
