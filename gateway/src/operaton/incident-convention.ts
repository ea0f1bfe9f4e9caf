/**
 * How the engine keeps what Camunda 8 calls an incident (written by the plug-in `engine/`, read by the incidents API).
 *
 * - ACT_RU_INCIDENT / ACT_HI_INCIDENT with INCIDENT_TYPE_ 'failedJob': the element waits in place; INCIDENT_MSG_ is
 *   `[ERROR_TYPE] message`. CONFIGURATION_ is an engine job that tries the element again: giving it one retry
 *   (`PUT /job/{configuration}/retries {"retries": 1}`) resolves the incident, and the plug-in wakes the job executor at once.
 *   The next failure is a new incident with a new key. Such a job is no Camunda job: an incident of this kind has no job key.
 * - INCIDENT_TYPE_ 'failedExternalTask': a Camunda job without retries; CONFIGURATION_ is its key; resolved through
 *   `PUT /external-task/{configuration}/retries {"retries": 1}`. A listener's begins with its type, as above.
 * - ACTIVITY_ID_ is the element's id, with '#multiInstanceBody' behind it when the body itself has failed; the element instance
 *   is the ACT_HI_ACTINST row of EXECUTION_ID_ and ACTIVITY_ID_ that has no end.
 */
const IS_JOB = `incident_type_ = 'failedExternalTask'`;

/** Group 1 is the error type, what follows the match is the message. */
const TYPED = { element: '^\\[([A-Z_]+)\\] ', listener: '^\\[([A-Z]+_LISTENER_NO_RETRIES)\\] ' };

/** How the message of a job's incident begins when it threw an error that no event catches. */
const UNHANDLED_ERROR = 'Expected to throw an error event with the code';

const typed = (row: string) => `(CASE WHEN ${row}.${IS_JOB} THEN '${TYPED.listener}' ELSE '${TYPED.element}' END)`;
const text = (row: string) => `COALESCE(${row}.incident_msg_, '')`;

/** Whether the incident of a row is a job's. */
export const isJobSql = (row: string) => `${row}.${IS_JOB}`;

/** The message of an incident, without its type. */
export const incidentMessageSql = (row: string) => `regexp_replace(${text(row)}, ${typed(row)}, '')`;

/** Camunda's error type of an incident. */
export const errorTypeSql = (row: string) => `COALESCE(substring(${text(row)} from ${typed(row)}), CASE
  WHEN NOT ${row}.${IS_JOB} THEN 'UNKNOWN' WHEN starts_with(${text(row)}, '${UNHANDLED_ERROR}') THEN 'UNHANDLED_ERROR_EVENT' ELSE 'JOB_NO_RETRIES' END)`;
