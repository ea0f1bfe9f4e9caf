/**
 * How the engine keeps what Camunda 8 calls an incident (written by the plug-in `engine/`, read by the incidents API).
 *
 * - ACT_RU_INCIDENT / ACT_HI_INCIDENT with INCIDENT_TYPE_ 'failedJob': the element waits in place; INCIDENT_MSG_ is
 *   `[ERROR_TYPE] message`. CONFIGURATION_ is an engine job that tries the element again: giving it one retry
 *   (`PUT /job/{configuration}/retries {"retries": 1}`) resolves the incident, and the plug-in wakes the job executor at once.
 *   The next failure is a new incident with a new key. Such a job is no Camunda job: an incident of this kind has no job key.
 * - INCIDENT_TYPE_ 'failedExternalTask': a Camunda job without retries; CONFIGURATION_ is its key; resolved through
 *   `PUT /external-task/{configuration}/retries {"retries": 1}`.
 * - ACTIVITY_ID_ is the element's id, with '#multiInstanceBody' behind it when the body itself has failed; the element instance
 *   is the ACT_HI_ACTINST row of EXECUTION_ID_ and ACTIVITY_ID_ that has no end.
 */
export const TYPED_MESSAGE = /^\[([A-Z_]+)\] ([\s\S]*)$/;

/** The same for PostgreSQL: group 1 is the error type, what follows the match is the message. */
export const TYPED_MESSAGE_SQL = '^\\[([A-Z_]+)\\] ';

/** How the message of a job's incident begins when it threw an error that no event catches. */
export const UNHANDLED_ERROR = 'Expected to throw an error event with the code';

/** Camunda's error type and message of an engine incident. */
export function typedIncident(incidentType: string, text: string | null): { errorType: string; errorMessage: string } {
  const message = text ?? '';
  if (incidentType === 'failedExternalTask') {
    return {
      errorType: message.startsWith(UNHANDLED_ERROR) ? 'UNHANDLED_ERROR_EVENT' : 'JOB_NO_RETRIES',
      errorMessage: message,
    };
  }
  const [, errorType, errorMessage] = TYPED_MESSAGE.exec(message) ?? [];
  return { errorType: errorType ?? 'UNKNOWN', errorMessage: errorMessage ?? message };
}
