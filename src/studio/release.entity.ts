import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ResourceKind } from './resource';

/** Where a release came from: the files of bpmn/ at a start, the studio, a program or Modeler's command line. */
export type ReleaseOrigin = 'start' | 'studio' | 'api';
/** waiting: for a second person; deploying: the engine was told, and a crash may have kept its answer from us. */
export type ReleaseStatus = 'waiting' | 'deploying' | 'deployed' | 'refused' | 'rejected';

/** One deployment with who, when and why. */
@Entity('studio_release')
export class StudioRelease {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') origin!: ReleaseOrigin;
  @Column('text') status!: ReleaseStatus;
  @Column('text') comment!: string;
  @Column('text') requestedBy!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) deploymentKey!: string | null;
  /** What the engine said when it refused. */
  @Column('text', { nullable: true }) refusal!: string | null;
  /** Why the second person turned it down. */
  @Column('text', { nullable: true }) rejection!: string | null;
}

/** A file of a release, with the version that the engine gave it. */
@Entity('studio_release_resource')
export class StudioReleaseResource {
  @PrimaryColumn('uuid') releaseId!: string;
  @PrimaryColumn('text') name!: string;
  @Column('text') kind!: ResourceKind;
  @Column('text') resourceId!: string;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('integer', { nullable: true }) version!: number | null;
  @Column('text') sha256!: string;
  @Column('text') content!: string;
}
