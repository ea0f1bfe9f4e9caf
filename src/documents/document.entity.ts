import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentKind } from '../config/document-templates';

/** An issued document, kept as it went out. */
@Entity('document')
export class Document {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') kind!: DocumentKind;
  @Column('text') number!: string;
  @Column('text') html!: string;
  @Column('timestamptz') issuedAt!: Date;
  @Column('text') dedupeKey!: string;
}
