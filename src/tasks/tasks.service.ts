import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { Case } from '../cases/case.entity';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import { locksOf } from '../database/advisory-locks';
import { BY_KEY } from '../database/prepared-statements';
import { EngineClient, type EngineUserTask, engineStatusOf } from '../engine';
import { Account } from '../identity/account.entity';
import { groupsOf, type Principal, principalOf } from '../identity/principal';
import { ReplyHelpService } from '../knowledge/reply-help.service';
import { Problem } from '../problems/problem';
import { workingCalendarOf } from '../time-limits';
import { RepliesService } from '../replies/replies.service';
import { UnitsService } from '../units/units.service';
import { BUSINESS_CHECKS } from './business-checks';
import { FormFiles } from './form-files';
import { FormOptions } from './form-options';
import { checkValues, fieldsOf, type FormSchema } from './form-schema';
import { SubmissionsService } from './submissions.service';
import { type TaskAbout, type TaskBackground, TaskBackgrounds } from './task-background';
import { TaskForms } from './task-forms';
import { type TaskSubject, TaskSubjects } from './task-subjects';

/** A user task as a list shows it. */
export interface TaskView extends TaskSubject {
  key: string;
  /** Is it whoever asks to do? */
  mine: boolean;
  elementId: string;
  name: string | null;
  assignee: string | null;
  candidateGroups: string[];
  createdAt: string | null;
  dueAt: string | null;
  overdue: boolean;
  /** 0 to 100; an urge, urgency and supervision raise it. */
  priority: number;
  /** Minutes of working days left until the due date, negative when it is past; null without one. */
  workingMinutesLeft: number | null;
  caseNumber: string | null;
  caseTitle: string | null;
  /** What it is about where it is of no case. */
  about: TaskAbout | null;
  caseType: string | null;
  urgency: string | null;
}

/** A user task with what its form needs. */
export interface TaskDetail extends TaskView {
  form: FormSchema;
  values: Record<string, unknown>;
}

/** What a list of tasks is narrowed by. */
export interface TaskFilter {
  elementId?: string;
  caseId?: string;
  assignee?: string;
  overdue?: boolean;
  order?: 'oldest' | 'due';
  page: number;
  pageSize: number;
}

/** What a task's row shows of its case: a page of tasks reads no more of each. */
type ShownOfCase = Pick<Case, 'id' | 'number' | 'title' | 'caseType' | 'urgency'>;
const SHOWN_OF_CASES = `${BY_KEY} SELECT id, number, title, case_type AS "caseType", urgency FROM hotline_case WHERE id = ANY ($1)`;

/** User tasks for people: found in the engine by their groups, enriched from our tables, completed through a form. */
@Injectable()
export class TasksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly engine: EngineClient,
    private readonly units: UnitsService,
    private readonly forms: TaskForms,
    private readonly options: FormOptions,
    private readonly files: FormFiles,
    private readonly subjects: TaskSubjects,
    private readonly submissions: SubmissionsService,
    private readonly config: HotlineConfig,
    private readonly audit: AuditService,
    private readonly replies: RepliesService,
    private readonly replyHelp: ReplyHelpService,
    private readonly backgrounds: TaskBackgrounds,
  ) {}

  /** The open tasks of the principal's groups. */
  async list(principal: Principal, filter: TaskFilter): Promise<{ items: TaskView[]; total: number }> {
    const groups = groupsOf(principal);
    if (groups.length === 0) return { items: [], total: 0 };
    const found = await this.engine.searchUserTasks({
      candidateGroups: groups,
      elementId: filter.elementId,
      assignee: filter.assignee,
      variable: filter.caseId ? { name: 'caseId', value: filter.caseId } : undefined,
      dueBefore: filter.overdue ? this.clock.now() : undefined,
      order: filter.order,
      from: (filter.page - 1) * filter.pageSize,
      limit: filter.pageSize,
    });
    return { items: await this.view(principal, found.items), total: found.total };
  }

  /** The open tasks of a case, whoever's they are: for those who may see the case. */
  async ofCase(principal: Principal, caseId: string): Promise<TaskView[]> {
    const found = await this.engine.searchUserTasks({ variable: { name: 'caseId', value: caseId }, limit: 100 });
    return this.view(principal, found.items);
  }

  /** One task with its form and the values to start from: a draft that was entered before goes first. */
  async get(principal: Principal, key: string): Promise<TaskDetail> {
    const task = await this.open(principal, key);
    const [view] = await this.view(principal, [task]);
    const form = await this.forms.of(task);
    const variables = await this.tell(() => this.engine.getUserTaskVariables(key));
    const draft = await this.submissions.ofTask(key);
    const values: Record<string, unknown> = {};
    for (const field of fieldsOf(form)) {
      if (field.key! in variables) values[field.key!] = variables[field.key!];
      // `default: now` saves typing: most tasks are reported on when they are done.
      else if (field.properties?.default === 'now') values[field.key!] = this.clock.now().toISOString();
      else if (field.properties?.default === 'reply' && view!.caseId) {
        values[field.key!] = await this.replyHelp.draftFor(view!.caseId);
      }
    }
    return {
      ...view!,
      form,
      values: { ...values, ...draft?.sent, ...draft?.kept, ...this.options.of(form, principal.body) },
    };
  }

  /**
   * What is to be known before the form is filled in: the matter, and what others entered, found and asked for. That a case was
   * read so is audited, as it is on its page.
   */
  async background(principal: Principal, key: string): Promise<TaskBackground> {
    const task = await this.open(principal, key);
    const subject = (await this.subjects.of([task.processInstanceKey])).get(task.processInstanceKey)!;
    const { username: actor, body } = principal;
    if (subject.caseId)
      await this.audit.note({ actor, action: 'case.read', subjectType: 'case', subjectId: subject.caseId });
    return this.backgrounds.of(task, subject, body);
  }

  /** Takes a task for oneself. */
  async claim(principal: Principal, key: string): Promise<void> {
    const task = await this.open(principal, key);
    if (task.assignee === principal.username) return;
    if (task.assignee) throw new Problem('task-claimed');
    await this.tell(() => this.engine.assignUserTask(key, principal.username));
  }

  /** Hands a task to a colleague of the same groups, or from one to another. */
  async delegate(principal: Principal, key: string, username: string): Promise<void> {
    const task = await this.open(principal, key);
    if (task.assignee && task.assignee !== principal.username) throw new Problem('task-claimed');
    const colleague = await this.dataSource.getRepository(Account).findOneBy({ username, enabled: true });
    const theirs = colleague ? groupsOf(principalOf(colleague, this.config)) : [];
    if (!task.candidateGroups.some((group) => theirs.includes(group))) throw new Problem('not-a-colleague');
    await this.tell(async () => {
      if (task.assignee) await this.engine.unassignUserTask(key);
      await this.engine.assignUserTask(key, username);
    });
    await this.audit.note({
      actor: principal.username,
      action: 'task.delegate',
      subjectType: 'task',
      subjectId: key,
      data: { to: username },
    });
  }

  /** Everybody who does the same tasks as the principal. */
  async colleagues(principal: Principal): Promise<{ username: string; name: string }[]> {
    const mine = groupsOf(principal);
    const accounts = await this.dataSource.getRepository(Account).findBy({
      enabled: true,
      role: principal.role,
      unit: principal.unit ?? IsNull(),
      body: principal.body,
    });
    return accounts
      .filter((account) => account.username !== principal.username)
      .filter((account) => groupsOf(principalOf(account, this.config)).some((group) => mine.includes(group)))
      .map(({ username, name }) => ({ username, name }));
  }

  /** Gives it back. */
  async release(principal: Principal, key: string): Promise<void> {
    const task = await this.open(principal, key);
    if (task.assignee !== principal.username) throw new Problem('task-claimed');
    await this.tell(() => this.engine.unassignUserTask(key));
  }

  /**
   * Completes a task: values checked, text kept here, the submission committed, then the engine told. A crash between
   * leaves the task open and the submission to be overwritten. The task is locked meanwhile, so that two people never complete
   * one task with each other's text.
   */
  async complete(principal: Principal, key: string, values: Record<string, unknown>): Promise<void> {
    await locksOf(this.dataSource).hold(`task:${key}`, async () => {
      const { manager } = this.dataSource;
      const task = await this.open(principal, key);
      if (task.assignee && task.assignee !== principal.username) throw new Problem('task-claimed');
      const form = await this.forms.of(task);
      const subject = (await this.subjects.of([task.processInstanceKey])).get(task.processInstanceKey)!;
      const checked = checkValues(form, values, this.options.of(form, principal.body));
      const check = BUSINESS_CHECKS[task.elementId];
      const errors = [
        ...checked.errors,
        ...(await this.files.check(manager, form, { ...checked.kept, ...checked.sent }, subject)),
        ...((await check?.(
          { ...checked.kept, ...checked.sent },
          {
            isUnit: (code) => this.units.has(code),
            now: this.clock.now(),
            judgeReply: (reply) => this.replies.judge(reply, subject),
          },
        )) ?? []),
      ];
      if (errors.length > 0) throw new Problem('validation-failed', {}, { errors });
      const submissionId = await this.submissions.save(manager, task, subject, {
        kept: checked.kept,
        sent: checked.sent,
        by: principal.username,
      });
      await this.tell(() => this.engine.completeUserTask(key, { ...checked.sent, submissionId }));
      await this.dataSource.transaction((inner) => this.submissions.markCompleted(inner, key));
    });
  }

  /** The task, if it is open and this principal's to do. */
  private async open(principal: Principal, key: string): Promise<EngineUserTask> {
    if (!/^\d{1,19}$/.test(key)) throw new Problem('not-found');
    const task = await this.engine.getUserTask(key);
    if (!task) throw new Problem('not-found');
    // A task that is done no longer knows its groups: that it is done is all that anybody is told of it.
    if (task.state !== 'CREATED') throw new Problem('task-not-open');
    if (!isFor(principal, task)) throw new Problem('forbidden');
    return task;
  }

  /** Says in our words that the engine found the task no longer open. */
  private async tell<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      const status = engineStatusOf(error);
      if (status === 404 || status === 409) throw new Problem('task-not-open');
      throw error;
    }
  }

  private async view(principal: Principal, tasks: EngineUserTask[]): Promise<TaskView[]> {
    const subjects = await this.subjects.of(tasks.map((task) => task.processInstanceKey));
    const ids = [...new Set([...subjects.values()].flatMap(({ caseId }) => (caseId ? [caseId] : [])))];
    const cases: ShownOfCase[] = ids.length > 0 ? await this.dataSource.query(SHOWN_OF_CASES, [ids]) : [];
    const abouts = await this.backgrounds.aboutsOf([...subjects.values()]);
    const now = this.clock.now();
    const calendar = workingCalendarOf(this.config);
    return tasks.map((task) => {
      const subject = subjects.get(task.processInstanceKey) ?? {};
      const found = cases.find((item) => item.id === subject.caseId);
      return {
        key: task.key,
        mine: isFor(principal, task),
        elementId: task.elementId,
        name: task.name,
        assignee: task.assignee,
        candidateGroups: task.candidateGroups,
        createdAt: task.createdAt,
        dueAt: task.dueAt,
        priority: task.priority,
        overdue: task.dueAt !== null && new Date(task.dueAt) < now,
        workingMinutesLeft: task.dueAt === null ? null : calendar.minutesOfWorkingDays(now, new Date(task.dueAt)),
        ...subject,
        caseNumber: found?.number ?? null,
        caseTitle: found?.title ?? null,
        about: abouts.get(subject.hotspotId ?? subject.reportId ?? '') ?? null,
        caseType: found?.caseType ?? null,
        urgency: found?.urgency ?? null,
      };
    });
  }
}

/** Is the task the principal's: given to them, or offered to one of their groups? */
function isFor(principal: Principal, { assignee, candidateGroups }: EngineUserTask): boolean {
  const groups = groupsOf(principal);
  return assignee === principal.username || candidateGroups.some((group) => groups.includes(group));
}
