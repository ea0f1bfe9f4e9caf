import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a linked media body published (D1 一(一): 舆论监督); linked to a case, it is a ground of supervision. */
@Entity('media_article')
export class MediaArticle {
  @PrimaryColumn('uuid') id!: string;
  /** The hotline body that it was reported to. */
  @Column('text') body!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('text') outlet!: string;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text') summary!: string;
  @Column('timestamptz') publishedAt!: Date;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('text', { nullable: true }) linkedBy!: string | null;
  @Column('timestamptz', { nullable: true }) linkedAt!: Date | null;
}
