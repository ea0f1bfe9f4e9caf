/**
 * How the engine tells the job of a listener (the plug-in's ListenerTask): its external task's priority is 1000 times the place of
 * the event in this list, counted from 1, plus the listener's place. Other jobs have the priority 0.
 */
const EVENTS = ['START', 'END', 'CREATING', 'ASSIGNING', 'UPDATING', 'COMPLETING'] as const;
const STEP = 1000;
/** A job that is done has a message when its listener has denied the change of a task: this and the reason. */
export const DENIED = '[DENIED] ';

/** Camunda's kind of a job and the event that it listens to. */
export interface Listener {
  kind: 'BPMN_ELEMENT' | 'EXECUTION_LISTENER' | 'TASK_LISTENER';
  listenerEventType: (typeof EVENTS)[number] | 'UNSPECIFIED';
}

export function listenerOf(priority: number | undefined): Listener {
  const event = EVENTS[Math.floor((priority ?? 0) / STEP) - 1];
  if (!event) {
    return { kind: 'BPMN_ELEMENT', listenerEventType: 'UNSPECIFIED' };
  }
  const isOfElement = event === 'START' || event === 'END';
  return { kind: isOfElement ? 'EXECUTION_LISTENER' : 'TASK_LISTENER', listenerEventType: event };
}

/** A CASE of PostgreSQL with what `told` says of each priority. */
const byPriority = (column: string, told: keyof Listener) =>
  `(CASE ${EVENTS.map((_event, index) => (index + 1) * STEP)
    .map((priority) => `WHEN ${column} / ${STEP} = ${priority / STEP} THEN '${listenerOf(priority)[told]}'`)
    .join(' ')} ELSE '${listenerOf(0)[told]}' END)`;

export const kindSql = (column: string) => byPriority(column, 'kind');
export const listenerEventSql = (column: string) => byPriority(column, 'listenerEventType');
