import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RequestStatus } from './return-request.entity';

/** A unit's request for more time (延期): grounds, reason, period and what was explained to the citizen. */
@Entity('extension_request')
export class ExtensionRequest {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') assignmentId!: string;
  @Column('text') requestedBy!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text') grounds!: string;
  @Column('text') reason!: string;
  @Column('integer') days!: number;
  @Column('text') explained!: string;
  @Column('boolean') forceMajeure!: boolean;
  @Column('timestamptz') priorDue!: Date;
  @Column('timestamptz') newDue!: Date;
  @Column('jsonb') decision!: unknown;
  @Column('text') status!: RequestStatus;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) comment!: string | null;
}
