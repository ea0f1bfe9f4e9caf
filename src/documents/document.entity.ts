import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentKind } from '../config/document-templates';
import { SealedColumn } from '../personal-data/sealed-column';

/** An issued document, kept as it went out. */
@Entity('document')
export class Document {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') kind!: DocumentKind;
  @Column('text') number!: string;
  @SealedColumn('document.html') html!: string;
  @Column('timestamptz') issuedAt!: Date;
  @Column('text') dedupeKey!: string;
}
