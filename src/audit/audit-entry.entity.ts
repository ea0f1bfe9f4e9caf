import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to what, and when; the database refuses to change or delete it. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') action!: string;
  @Column('text') subjectType!: string;
  @Column('text') subjectId!: string;
  @Column('jsonb') data!: Record<string, unknown>;
  @Column('text', { nullable: true }) dedupeKey!: string | null;
}
