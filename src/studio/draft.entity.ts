import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ResourceKind } from './resource';

/** What somebody is changing and has not deployed yet: one draft a resource, for all process owners. */
@Entity('studio_draft')
export class StudioDraft {
  @PrimaryColumn('text') kind!: ResourceKind;
  @PrimaryColumn('text') resourceId!: string;
  @Column('text') name!: string;
  @Column('text') content!: string;
  /** The deployed version that the draft started from; null for a new resource. */
  @Column('integer', { nullable: true }) baseVersion!: number | null;
  /** Counts the saves: who saves over another one's save is told so. */
  @Column('integer') revision!: number;
  @Column('text') updatedBy!: string;
  @Column('timestamptz') updatedAt!: Date;
}
