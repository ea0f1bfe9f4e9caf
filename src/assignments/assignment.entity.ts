import { Column, Entity, PrimaryColumn } from 'typeorm';

export type AssignmentStatus = 'routed' | 'issued' | 'signed-in' | 'done' | 'returned' | 'withdrawn';
/** Not over: the unit has it, or is about to. */
export const OPEN_STATUSES = ['routed', 'issued', 'signed-in'] as const satisfies readonly AssignmentStatus[];
/** The unit has its handling order, and its clock runs. */
export const UNDER_WAY_STATUSES = ['issued', 'signed-in'] as const satisfies readonly AssignmentStatus[];

/** Does the unit have its handling order, and is it not done? */
export function isUnderWay({ status }: Pick<Assignment, 'status'>): boolean {
  return (UNDER_WAY_STATUSES as readonly AssignmentStatus[]).includes(status);
}

export type AssignmentRole = 'lead' | 'co';

/** One unit's duty on one case. */
@Entity('assignment')
export class Assignment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('integer') round!: number;
  /** The hotline body that issued it. */
  @Column('text') body!: string;
  /** The sub-platform's assignment that this one is a part of; null where the case's own body issued it. */
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('text') unit!: string;
  @Column('text') role!: AssignmentRole;
  @Column('text') status!: AssignmentStatus;
  @Column('timestamptz') routedAt!: Date;
  @Column('timestamptz', { nullable: true }) issuedAt!: Date | null;
  /** The row of the table with the profile's rules on requests, as they stood when the order went out. */
  @Column('jsonb', { nullable: true }) limits!: Record<string, unknown> | null;
  @Column('timestamptz', { nullable: true }) signInDue!: Date | null;
  @Column('timestamptz', { nullable: true }) returnDue!: Date | null;
  @Column('timestamptz', { nullable: true }) handlingDue!: Date | null;
  @Column('timestamptz', { nullable: true }) remindAt!: Date | null;
  @Column('timestamptz', { nullable: true }) signedInAt!: Date | null;
  @Column('text', { nullable: true }) signedInBy!: string | null;
  @Column('boolean', { nullable: true }) solved!: boolean | null;
  @Column('text', { nullable: true }) result!: string | null;
  /** The parts of the reply besides its result (D7 第五条), and what the citizen is told of what is not solved (D9 第三步). */
  @Column('text', { nullable: true }) replyUnit!: string | null;
  @Column('timestamptz', { nullable: true }) replyAt!: Date | null;
  @Column('text', { nullable: true }) replyCourse!: string | null;
  @Column('text', { nullable: true }) unsolvedReason!: string | null;
  @Column('text', { nullable: true }) nextStep!: string | null;
  @Column('text', { nullable: true }) resultBy!: string | null;
  @Column('timestamptz', { nullable: true }) doneAt!: Date | null;
  @Column('timestamptz', { nullable: true }) returnedAt!: Date | null;
  @Column('integer') returnsRejected!: number;
  @Column('integer') extensionsGranted!: number;
  @Column('timestamptz', { nullable: true }) signInOverdueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) handlingOverdueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) phonedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) deemedAcceptedAt!: Date | null;
  /** The supervisor who allowed a return after a rejected one, until it is applied for. */
  @Column('text', { nullable: true }) secondReturnAllowedBy!: string | null;
  @Column('text', { nullable: true }) secondReturnReason!: string | null;
}
