/**
 * How the engine tells the job of a listener (the plug-in's ListenerTask): its external task's priority is 1000 times the place of
 * the event in this list, counted from 1, plus the listener's place. Other jobs have the priority 0.
 */
const EVENTS = ['START', 'END'] as const;
const STEP = 1000;

/** Camunda's kind of a job and the event that it listens to. */
export function listenerOf(priority: number | undefined): { kind: string; listenerEventType: string } {
  const event = EVENTS[Math.floor((priority ?? 0) / STEP) - 1];
  return event
    ? { kind: 'EXECUTION_LISTENER', listenerEventType: event }
    : { kind: 'BPMN_ELEMENT', listenerEventType: 'UNSPECIFIED' };
}

/** A CASE of PostgreSQL with what `told` says of each priority. */
const byPriority = (column: string, told: keyof ReturnType<typeof listenerOf>) =>
  `(CASE ${EVENTS.map((_event, index) => (index + 1) * STEP)
    .map((priority) => `WHEN ${column} / ${STEP} = ${priority / STEP} THEN '${listenerOf(priority)[told]}'`)
    .join(' ')} ELSE '${listenerOf(0)[told]}' END)`;

export const kindSql = (column: string) => byPriority(column, 'kind');
export const listenerEventSql = (column: string) => byPriority(column, 'listenerEventType');
