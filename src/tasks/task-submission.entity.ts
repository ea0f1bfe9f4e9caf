import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a person entered in a user task: one row a task, overwritten while the task is open. `kept` holds the fields that
 * stay with us (form property `keep: case`), `sent` those that the engine got; completedAt says that the engine took it.
 */
@Entity('task_submission')
export class TaskSubmission {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') taskKey!: string;
  @Column('text') processInstanceKey!: string;
  @Column('text') elementId!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('uuid', { nullable: true }) assignmentId!: string | null;
  @Column('jsonb') kept!: Record<string, unknown>;
  @Column('jsonb') sent!: Record<string, unknown>;
  @Column('text') submittedBy!: string;
  @Column('timestamptz') submittedAt!: Date;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
}
