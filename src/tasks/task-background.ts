import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { Assignment } from '../assignments/assignment.entity';
import { ExtensionRequest } from '../assignments/extension-request.entity';
import { ReturnRequest } from '../assignments/return-request.entity';
import { Case } from '../cases/case.entity';
import { HotlineConfig } from '../config/hotline-config';
import type { EngineUserTask } from '../engine';
import { Hotspot } from '../hotspots/hotspot.entity';
import { AnnualReport } from '../reports/annual-report.entity';
import { FormOptions } from './form-options';
import { fieldsOf, type FormOption, type FormSchema } from './form-schema';
import { TaskForms } from './task-forms';
import type { TaskSubject } from './task-subjects';
import { TaskSubmission } from './task-submission.entity';

/** What a task is about that is of no case: a hot spot by its title, an annual report by its year. */
export interface TaskAbout {
  kind: 'hotspot' | 'annual-report';
  title: string;
}

/** What somebody entered before in the same process, in the words of the form that they had. */
export interface EnteredBefore {
  elementId: string;
  by: string;
  at: Date;
  fields: { label: string; value: string }[];
}

/** What is to be known before a task's form is filled in. */
export interface TaskBackground {
  /** What the citizen said, or what the hot spot is. */
  content: string | null;
  answer: string | null;
  /** Results of the units that are done with the case. */
  results: { unit: string; result: string; course: string | null; solved: boolean | null }[];
  /** What the unit asks for and nobody decided yet. */
  returnAsked: Pick<ReturnRequest, 'requestedBy' | 'requestedAt' | 'reason' | 'suggestedUnit' | 'evidence'> | null;
  extensionAsked: Pick<
    ExtensionRequest,
    'requestedBy' | 'requestedAt' | 'grounds' | 'reason' | 'days' | 'explained' | 'forceMajeure' | 'newDue'
  > | null;
  entered: EnteredBefore[];
}

/** Finds for whoever decides or goes on what they decide on: a reviewer reads the result, not only the question about it. */
@Injectable()
export class TaskBackgrounds {
  constructor(
    private readonly dataSource: DataSource,
    private readonly forms: TaskForms,
    private readonly config: HotlineConfig,
    private readonly options: FormOptions,
  ) {}

  /** Titles of hot spots and reports, by their ids. */
  async aboutsOf(subjects: TaskSubject[]): Promise<Map<string, TaskAbout>> {
    const idsOf = (name: 'hotspotId' | 'reportId') => subjects.flatMap(({ [name]: id }) => (id ? [id] : []));
    const [hotspotIds, reportIds] = [idsOf('hotspotId'), idsOf('reportId')];
    const abouts = new Map<string, TaskAbout>();
    if (hotspotIds.length > 0)
      for (const { id, title } of await this.dataSource.getRepository(Hotspot).findBy({ id: In(hotspotIds) }))
        abouts.set(id, { kind: 'hotspot', title });
    if (reportIds.length > 0)
      for (const { id, year } of await this.dataSource.getRepository(AnnualReport).findBy({ id: In(reportIds) }))
        abouts.set(id, { kind: 'annual-report', title: String(year) });
    return abouts;
  }

  /** The background of a task, as people of a hotline body may read it. */
  async of(
    task: EngineUserTask,
    { caseId, assignmentId, hotspotId }: TaskSubject,
    body: string,
  ): Promise<TaskBackground> {
    const of = <T extends object>(id: string | undefined, find: (id: string) => Promise<T | null>) =>
      id ? find(id) : null;
    const found = await of(caseId, (id) => this.dataSource.getRepository(Case).findOneBy({ id }));
    const hotspot = await of(hotspotId, (id) => this.dataSource.getRepository(Hotspot).findOneBy({ id }));
    const pending = { where: { assignmentId, status: 'requested' as const }, order: { requestedAt: 'DESC' as const } };
    const returned = await of(assignmentId, () => this.dataSource.getRepository(ReturnRequest).findOne(pending));
    const extension = await of(assignmentId, () => this.dataSource.getRepository(ExtensionRequest).findOne(pending));
    return {
      content: found?.content ?? hotspot?.description ?? null,
      answer: found?.answer ?? null,
      results: caseId ? await this.resultsOf(caseId) : [],
      returnAsked: returned && {
        requestedBy: returned.requestedBy,
        requestedAt: returned.requestedAt,
        reason: returned.reason,
        suggestedUnit: returned.suggestedUnit,
        evidence: returned.evidence,
      },
      extensionAsked: extension && {
        requestedBy: extension.requestedBy,
        requestedAt: extension.requestedAt,
        grounds: extension.grounds,
        reason: extension.reason,
        days: extension.days,
        explained: extension.explained,
        forceMajeure: extension.forceMajeure,
        newDue: extension.newDue,
      },
      entered: await this.enteredBefore(task, body),
    };
  }

  private async resultsOf(caseId: string): Promise<TaskBackground['results']> {
    const done = await this.dataSource
      .getRepository(Assignment)
      .find({ where: { caseId, result: Not(IsNull()) }, order: { doneAt: 'ASC' } });
    return done.map(({ unit, result, replyCourse, solved }) => ({
      unit: this.config.units.find(({ code }) => code === unit)?.name ?? unit,
      result: result!,
      course: replyCourse,
      solved,
    }));
  }

  /** The last entry of each element and person in the process instance, oldest first. */
  private async enteredBefore({ processInstanceKey, key }: EngineUserTask, body: string): Promise<EnteredBefore[]> {
    const submissions = await this.dataSource.getRepository(TaskSubmission).find({
      where: { processInstanceKey, completedAt: Not(IsNull()), taskKey: Not(key) },
      order: { submittedAt: 'ASC' },
    });
    const last = new Map(submissions.map((one) => [`${one.elementId} ${one.submittedBy}`, one]));
    return Promise.all(
      [...last.values()].map(async ({ taskKey, elementId, submittedBy, submittedAt, kept, sent }) => {
        const form = await this.forms.of({ key: taskKey });
        const fields = inWords(form, { ...sent, ...kept }, this.options.of(form, body));
        return { elementId, by: submittedBy, at: submittedAt, fields };
      }),
    );
  }
}

/** Values as the form shows them: the fields in its order with their labels, choices by their words. */
export function inWords(
  form: FormSchema,
  values: Record<string, unknown>,
  lists: Record<string, FormOption[]>,
): { label: string; value: string }[] {
  return fieldsOf(form).flatMap(({ key, label, dateLabel, timeLabel, type, values: choices, valuesKey }) => {
    const value = values[key!];
    // files stand among the case's attachments
    if (value === undefined || value === null || value === '' || type === 'filepicker') return [];
    const offered = choices ?? lists[valuesKey ?? ''] ?? [];
    const wordOf = (one: unknown): string => {
      const chosen = offered.find((choice) => choice.value === one);
      if (chosen) return chosen.label;
      if (typeof one === 'boolean') return one ? '✓' : '✗';
      return typeof one === 'string' ? one : JSON.stringify(one);
    };
    return [{ label: label ?? dateLabel ?? timeLabel ?? key!, value: [value].flat().map(wordOf).join('、') }];
  });
}
