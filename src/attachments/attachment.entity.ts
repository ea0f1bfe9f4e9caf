import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an attachment is for; config/attachments.yaml says which kinds each takes. */
export const ATTACHMENT_PURPOSES = ['reply', 'leader-opinion', 'evidence', 'intake', 'media-article'] as const;
export type AttachmentPurpose = (typeof ATTACHMENT_PURPOSES)[number];

export const ATTACHMENT_KINDS = ['picture', 'voice', 'video', 'document'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** A file of a case: its content lies in the data folder under its hash, never in the database. Nobody changes it. */
@Entity('attachment')
export class Attachment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid', { nullable: true }) assignmentId!: string | null;
  @Column('text') purpose!: AttachmentPurpose;
  @Column('text') kind!: AttachmentKind;
  @Column('text') name!: string;
  @Column('text') mediaType!: string;
  @Column('bigint', { transformer: { from: Number, to: (value: number) => value } }) bytes!: number;
  @Column('text') sha256!: string;
  @Column('text') file!: string;
  /** Which scanner found it clean; null where none is set up. */
  @Column('text', { nullable: true }) scannedBy!: string | null;
  @Column('text') uploadedBy!: string;
  @Column('timestamptz') uploadedAt!: Date;
}
