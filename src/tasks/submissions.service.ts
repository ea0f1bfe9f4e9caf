import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { CaseHistory } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { BY_KEY } from '../database/prepared-statements';
import { idFrom } from '../outbox';
import { TaskSubmission } from './task-submission.entity';

/** What a worker reads of a submission. */
export interface Submitted {
  id: string;
  by: string;
  at: Date;
  kept: Record<string, unknown>;
  sent: Record<string, unknown>;
}

/** Keeps what people entered in user tasks. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: CaseHistory,
    private readonly audit: AuditService,
  ) {}

  /** Writes the submission before the engine is told, over an earlier one of the same task that it never took. */
  async save(
    manager: EntityManager,
    task: { key: string; elementId: string; processInstanceKey: string },
    subject: { caseId?: string; assignmentId?: string },
    entered: { kept: Record<string, unknown>; sent: Record<string, unknown>; by: string },
  ): Promise<string> {
    const id = idFrom('submission', task.key);
    await manager.query(
      `${BY_KEY} INSERT INTO task_submission (id, task_key, process_instance_key, element_id, case_id, assignment_id,
         kept, sent, submitted_by, submitted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (task_key) DO UPDATE SET kept = EXCLUDED.kept, sent = EXCLUDED.sent,
         submitted_by = EXCLUDED.submitted_by, submitted_at = EXCLUDED.submitted_at`,
      [
        id,
        task.key,
        task.processInstanceKey,
        task.elementId,
        subject.caseId ?? null,
        subject.assignmentId ?? null,
        entered.kept,
        entered.sent,
        entered.by,
        this.clock.now(),
      ],
    );
    return id;
  }

  /** The engine took it: from now on it is what was done, and the history says so. */
  async markCompleted(manager: EntityManager, taskKey: string): Promise<void> {
    const submission = await manager.findOneByOrFail(TaskSubmission, { taskKey });
    if (submission.completedAt) return;
    await manager.update(TaskSubmission, submission.id, { completedAt: this.clock.now() });
    if (submission.caseId) {
      await this.history.append(manager, {
        caseId: submission.caseId,
        assignmentId: submission.assignmentId ?? undefined,
        type: 'task-completed',
        actor: submission.submittedBy,
        data: { elementId: submission.elementId, ...submission.sent },
        dedupeKey: `task-completed:${taskKey}`,
        at: submission.submittedAt,
      });
    }
    await this.audit.record(manager, {
      actor: submission.submittedBy,
      action: 'task.complete',
      subjectType: 'task',
      subjectId: taskKey,
      data: { elementId: submission.elementId, caseId: submission.caseId },
      dedupeKey: `task-completed:${taskKey}`,
    });
  }

  /**
   * What was entered last in an element of a process instance. A task is found by its element and not by the variable
   * `submissionId` alone, because a task beside it may have written that variable since.
   */
  async latest(processInstanceKey: string, elementId: string, submissionId?: string): Promise<Submitted | null> {
    const repository = this.dataSource.getRepository(TaskSubmission);
    const named = submissionId ? await repository.findOneBy({ id: submissionId, elementId }) : null;
    const found =
      named ?? (await repository.findOne({ where: { processInstanceKey, elementId }, order: { submittedAt: 'DESC' } }));
    if (!found) return null;
    return { id: found.id, by: found.submittedBy, at: found.submittedAt, kept: found.kept, sent: found.sent };
  }

  /** The last so many submissions of an element in a process instance, oldest first: what a chain of tasks left. */
  async lastOf(processInstanceKey: string, elementId: string, count: number): Promise<Submitted[]> {
    if (count === 0) return [];
    const found = await this.dataSource
      .getRepository(TaskSubmission)
      .find({ where: { processInstanceKey, elementId }, order: { submittedAt: 'DESC' }, take: count });
    return found
      .reverse()
      .map(({ id, submittedBy, submittedAt, kept, sent }) => ({ id, by: submittedBy, at: submittedAt, kept, sent }));
  }

  /** What people entered in an element that several did, each in a task of its own, with the unit of who did. */
  async all(processInstanceKey: string, elementId: string): Promise<(Submitted & { unit: string | null })[]> {
    const rows: (Submitted & { unit: string | null })[] = await this.dataSource.query(
      `SELECT s.id, s.submitted_by AS by, s.submitted_at AS at, s.kept, s.sent, a.unit FROM task_submission s
       LEFT JOIN account a ON a.username = s.submitted_by
       WHERE s.process_instance_key = $1 AND s.element_id = $2 AND s.completed_at IS NOT NULL ORDER BY s.submitted_at`,
      [processInstanceKey, elementId],
    );
    return rows;
  }

  /** The submission of one task, as a draft to start from. */
  async ofTask(taskKey: string): Promise<TaskSubmission | null> {
    return this.dataSource.getRepository(TaskSubmission).findOneBy({ taskKey });
  }

  /** Submissions that the engine was given, whose outcome a crash kept from us. */
  async unsettled(before: Date, after: Date): Promise<TaskSubmission[]> {
    return this.dataSource
      .getRepository(TaskSubmission)
      .createQueryBuilder('submission')
      .where('submission.completedAt IS NULL')
      .andWhere('submission.submittedAt BETWEEN :after AND :before', { before, after })
      .orderBy('submission.submittedAt')
      .limit(100)
      .getMany();
  }
}
