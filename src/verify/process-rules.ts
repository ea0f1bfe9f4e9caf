import { type AssignmentStatus, isUnderWay, OPEN_STATUSES } from '../assignments/assignment.entity';
import type { CaseStage } from '../cases/case.entity';
import { type EngineView, type SeenInstance, TRUNK } from './engine-view';
import type { Finding } from './findings';

/** What our tables say of the cases that are compared with the engine. */
export interface CaseView {
  cases: {
    id: string;
    number: string;
    stage: CaseStage;
    /** Registrations that the engine was given: the first, and each time the case went its own way again. */
    starts: number;
    /** Registrations that are still on their way. */
    unsent: number;
    /** Was it archived so long ago that the engine may have forgotten its processes (history time to live)? */
    forgotten: boolean;
  }[];
  assignments: { id: string; caseId: string; status: AssignmentStatus }[];
  submissions: { taskKey: string; completed: boolean }[];
}

/**
 * Where the trunk may stand when the case is in a stage (docs/processes.md, hotline-case). A stage is written by the job
 * before the step that it names, so each row names that job, what follows until the next stage is written, and nothing else.
 */
export const WHERE_IT_STANDS: Record<Exclude<CaseStage, 'archived'>, readonly string[]> = {
  registered: ['classify-case'],
  classified: [
    'classify-case',
    'classify-manually',
    'record-classification',
    'decide-disposal',
    'answer-case',
    'escalate-case',
    'route-case',
  ],
  answered: ['answer-case', 'revisit-case', 'merging'],
  'to-route': ['route-case', 'choose-unit', 'negotiate-unit'],
  handling: ['route-case', 'handle-case'],
  handled: ['handle-case', 'revisit-case'],
  escalated: ['escalate-case'],
  instructed: ['escalate-case', 'route-case', 'revisit-case'],
  redo: ['open-redo', 'route-case', 'classify-case', 'merging', 'decide-disposal'],
  following: ['merging'],
  revisiting: ['revisit-case', 'merging'],
  revisited: [
    'revisit-case',
    'decide-closing',
    'record-closing',
    'open-redo',
    'report-to-leaders',
    'archive-case',
    'merging',
  ],
};

/** Processes that outlive the case that they belong to: public opinion is watched after the reply (D7 第五条). */
const OUTLIVES = ['opinion-watch'];

/** Compares what our tables say with where the engine is. Pure: both views are arguments. */
export function compareWithEngine(ours: CaseView, engine: EngineView): Finding[] {
  return [
    ...trunksOf(ours, engine),
    ...runningOf(ours, engine),
    ...assignmentsOf(ours, engine),
    ...submissionsOf(ours, engine),
    ...engine.incidents.map(({ key, elementId, processInstanceKey, message }): Finding => ({
      rule: 'incident',
      subject: key,
      details: { elementId, processInstanceKey, message },
    })),
  ];
}

function by<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) grouped.set(key, [...(grouped.get(key) ?? []), item]);
  }
  return grouped;
}

function trunksOf(ours: CaseView, engine: EngineView): Finding[] {
  const findings: Finding[] = [];
  const trunks = by(engine.trunks, ({ caseId }) => caseId);
  const known = new Set(ours.cases.map(({ id }) => id));
  for (const { id, number, stage, starts, unsent, forgotten } of ours.cases) {
    const all = trunks.get(id) ?? [];
    const active = all.filter(({ state }) => state === 'ACTIVE');
    const details = { stage, starts, processes: all.map(({ key, state }) => ({ key, state })) };
    if (all.length < starts && !forgotten) findings.push({ rule: 'case-without-process', subject: number, details });
    if (all.length > starts + unsent || active.length > 1) {
      findings.push({ rule: 'process-twice', subject: number, details });
    }
    if (stage === 'archived') {
      if (active.length > 0) findings.push({ rule: 'process-still-running', subject: number, details });
    } else if (active.length === 0 && all.length >= starts && unsent === 0) {
      findings.push({ rule: 'process-ended-early', subject: number, details });
    } else if (active.length === 1) {
      const stands = engine.elements.get(active[0]!.key) ?? new Set<string>();
      if (!WHERE_IT_STANDS[stage].some((element) => stands.has(element))) {
        findings.push({ rule: 'process-elsewhere', subject: number, details: { stage, stands: [...stands] } });
      }
    }
  }
  for (const [caseId, of] of trunks) {
    if (!known.has(caseId)) {
      findings.push({ rule: 'process-without-case', subject: caseId, details: { keys: of.map(({ key }) => key) } });
    }
  }
  return findings;
}

/** Nothing of an archived case runs on. */
function runningOf(ours: CaseView, engine: EngineView): Finding[] {
  const archived = new Map(ours.cases.flatMap(({ id, stage, number }) => (stage === 'archived' ? [[id, number]] : [])));
  return engine.running
    .filter(({ process, caseId }) => process !== TRUNK && !OUTLIVES.includes(process) && caseId !== null)
    .flatMap(({ caseId, process, key }): Finding[] => {
      const number = archived.get(caseId!);
      return number ? [{ rule: 'process-still-running', subject: `${number} ${process}`, details: { key } }] : [];
    });
}

function assignmentsOf(ours: CaseView, engine: EngineView): Finding[] {
  const findings: Finding[] = [];
  const handled: SeenInstance[] = engine.running.filter(({ process }) => process === 'handle-assignment');
  const running = by(handled, ({ assignmentId }) => assignmentId);
  const open = new Set(ours.cases.flatMap(({ id, stage }) => (stage === 'archived' ? [] : [id])));
  for (const { id, caseId, status } of ours.assignments) {
    if (!open.has(caseId)) continue;
    const of = running.get(id) ?? [];
    if (of.length > 1) findings.push({ rule: 'assignment-process-twice', subject: id, details: { status } });
    if (isUnderWay({ status }) && of.length === 0) {
      findings.push({ rule: 'assignment-without-process', subject: id, details: { status } });
    }
    if (!(OPEN_STATUSES as readonly AssignmentStatus[]).includes(status) && of.length > 0) {
      findings.push({ rule: 'assignment-still-running', subject: id, details: { status } });
    }
  }
  return findings;
}

function submissionsOf(ours: CaseView, engine: EngineView): Finding[] {
  const settled = new Map(ours.submissions.map(({ taskKey, completed }) => [taskKey, completed]));
  const cases = new Set(engine.trunks.map(({ key }) => key));
  return engine.completedTasks.flatMap(({ key, elementId, process, processInstanceKey }): Finding[] => {
    const completed = settled.get(key);
    if (completed === true) return [];
    if (completed === false) return [{ rule: 'submission-unsettled', subject: key, details: { elementId } }];
    // a task that somebody completed past the app (Tasklist, Cockpit): known for the trunk, whose instances are all read
    if (process !== TRUNK || !cases.has(processInstanceKey)) return [];
    return [{ rule: 'task-without-submission', subject: key, details: { elementId } }];
  });
}
