import { invalidArgument } from '../common/problem';
import { rejection } from '../common/rejection';
import type { Listener } from '../operaton/listener-convention';
import type { TaskAttributes } from '../user-tasks/task-transitions';

/** What a worker says of a job beside its variables. */
export interface JobResult {
  type?: string;
  denied?: boolean | null;
  deniedReason?: string | null;
  corrections?: Record<string, unknown> | null;
  [other: string]: unknown;
}

/** A job of a listener, as far as messages name it. */
interface ListenerJob extends Listener {
  key: string;
  type: string;
  processInstanceKey: string;
}

const isGiven = (value: unknown) =>
  value !== null &&
  value !== undefined &&
  value !== false &&
  value !== '' &&
  (value as { length?: number }).length !== 0;

const DENIABLE = ['ASSIGNING', 'UPDATING', 'COMPLETING'];
const texts = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isDate = (value: unknown) => value === '' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
/** What can be corrected, and what it may be. */
const CORRECTABLE: Readonly<Record<keyof TaskAttributes, (value: unknown) => boolean>> = {
  assignee: (value) => typeof value === 'string',
  dueDate: isDate,
  followUpDate: isDate,
  priority: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 100,
  candidateGroups: texts,
  candidateUsers: texts,
};

/** Refuses what a worker says of a job beside its variables where the job is none of a task listener. */
export function checkResult(result: JobResult | null | undefined): void {
  const { type: _type, ...given } = result ?? {};
  const name = Object.keys(given).find((candidate) => isGiven(given[candidate]));
  if (name) {
    throw invalidArgument(
      `The property 'result.${name}' is not supported: the job is none of a task listener or an ad-hoc sub-process`,
    );
  }
}

function correctionsOf(result: JobResult): TaskAttributes {
  const given = Object.entries(result.corrections ?? {}).filter(
    ([name, value]) => name in CORRECTABLE && value !== null && value !== undefined,
  );
  for (const [name, value] of given) {
    if (!CORRECTABLE[name as keyof TaskAttributes](value)) {
      throw invalidArgument(`The correction of '${name}' is not valid: ${JSON.stringify(value)}`);
    }
  }
  const asSent = ([name, value]: [string, unknown]) =>
    [name, value !== '' && /Date$/.test(name) ? new Date(value as string).toISOString() : value] as const;
  return Object.fromEntries(given.map(asSent));
}

/** What a task listener says, for the engine. Throws with Camunda's reason what such a job cannot say. */
export function listenerResult(
  job: ListenerJob,
  variables: object | null | undefined,
  result: JobResult | null | undefined,
  isAssigned: boolean,
): { denied: boolean; deniedReason: string; corrections: TaskAttributes } {
  const named = `(job key '${job.key}', type '${job.type}', processInstanceKey '${job.processInstanceKey}')`;
  const refuse = (reason: string) => rejection('COMPLETE', 'INVALID_ARGUMENT', reason);
  if (Object.keys(variables ?? {}).length > 0) {
    throw refuse(`Task Listener job completion with variables payload provided is not yet supported ${named}.`);
  }
  const denied = result?.denied ?? false;
  if (denied && !DENIABLE.includes(job.listenerEventType)) {
    throw refuse(
      `Denying result is not supported for '${job.listenerEventType}' task listener jobs ${named}. Only the following listener event types support denying: [${DENIABLE.join(', ')}].`,
    );
  }
  const corrections = correctionsOf(result ?? {});
  if (denied && Object.keys(corrections).length > 0) {
    throw refuse(`Expected to complete task listener job with corrections, but the job result is denied ${named}.`);
  }
  if (job.listenerEventType === 'CREATING' && corrections.assignee !== undefined && isAssigned) {
    throw refuse(
      `Expected to complete task listener job, but correcting the assignee on 'CREATING' event is not supported when the user task has an assignee defined in the model ${named}.`,
    );
  }
  return { denied, deniedReason: result?.deniedReason ?? '', corrections };
}
