import {
  boolean,
  date,
  enumeration,
  integer,
  key,
  lastPart,
  present,
  states,
  tenant,
  text,
  type ReadServices,
  type Resource,
  type Row,
} from '../resource';
import { DENIED, kindSql, listenerEventSql } from '../../operaton/listener-convention';
import { LOCK_OWNER, DEFAULT_RETRIES } from '../../jobs/activator';

/** A job's last word in the engine's log; the log has an index by process instance. */
const LAST = `LEFT JOIN LATERAL (
  SELECT l.* FROM act_hi_ext_task_log l WHERE l.proc_inst_id_ = c.proc_inst_id_ AND l.ext_task_id_ = c.ext_task_id_
  ORDER BY l.timestamp_ DESC, l.state_ DESC LIMIT 1) l ON true`;
/** The states of the engine's log: 0 created, 1 failed, 2 successful, 3 deleted. */
const CREATED = 0;

const KINDS = ['BPMN_ELEMENT', 'EXECUTION_LISTENER', 'TASK_LISTENER', 'AD_HOC_SUB_PROCESS'];
const LISTENER_EVENTS = ['UNSPECIFIED', 'ASSIGNING', 'CANCELING', 'COMPLETING', 'CREATING', 'END', 'START', 'UPDATING'];
const IS_DENIED = `starts_with(l.error_msg_, '${DENIED}')`;
const ERROR_MESSAGE = '(CASE WHEN e.id_ IS NOT NULL THEN e.error_msg_ WHEN l.state_ <> 2 THEN l.error_msg_ END)';
const none = text('NULL::text');

/** Jobs, waiting and done, from the engine's external tasks and their log. */
export const jobResource: Resource = {
  name: 'Job',
  database: 'engine',
  from: `act_hi_ext_task_log c LEFT JOIN act_ru_ext_task e ON e.id_ = c.ext_task_id_ ${LAST}`,
  where: `c.state_ = ${CREATED}`,
  key: 'jobKey',
  fields: {
    jobKey: key('c.ext_task_id_'),
    type: text('c.topic_name_'),
    worker: text(`COALESCE(NULLIF(COALESCE(e.worker_id_, l.worker_id_), '${LOCK_OWNER}'), '')`),
    state: states({
      CREATED: `e.id_ IS NOT NULL AND e.error_msg_ IS NULL`,
      FAILED: `e.id_ IS NOT NULL AND e.error_msg_ IS NOT NULL`,
      COMPLETED: 'e.id_ IS NULL AND l.state_ = 2',
      CANCELED: 'e.id_ IS NULL AND l.state_ <> 2',
      ERROR_THROWN: 'false',
      MIGRATED: 'false',
      RETRIES_UPDATED: 'false',
      TIMED_OUT: 'false',
    }),
    retries: integer(`COALESCE(e.retries_, l.retries_, ${DEFAULT_RETRIES})`),
    deadline: date('(CASE WHEN e.lock_exp_time_ > LOCALTIMESTAMP THEN e.lock_exp_time_ END)'),
    endTime: date('(CASE WHEN e.id_ IS NULL THEN l.timestamp_ END)'),
    errorMessage: text(ERROR_MESSAGE, { order: `left(${ERROR_MESSAGE}, 64)` }),
    errorCode: none,
    deniedReason: text(`(CASE WHEN ${IS_DENIED} THEN substr(l.error_msg_, ${DENIED.length + 1}) END)`),
    isDenied: boolean(
      `(CASE WHEN l.state_ = 2 AND ${kindSql('c.priority_')} = 'TASK_LISTENER' THEN COALESCE(${IS_DENIED}, false) END)`,
    ),
    hasFailedWithRetriesLeft: boolean('(e.id_ IS NOT NULL AND e.error_msg_ IS NOT NULL AND e.retries_ > 0)', {
      sort: false,
    }),
    elementId: text('c.act_id_'),
    elementInstanceKey: key(lastPart('c.act_inst_id_')),
    processDefinitionId: text('c.proc_def_key_'),
    processDefinitionKey: key('c.proc_def_id_'),
    processInstanceKey: key('c.proc_inst_id_'),
    kind: enumeration(KINDS, kindSql('c.priority_')),
    listenerEventType: enumeration(LISTENER_EVENTS, listenerEventSql('c.priority_')),
    tenantId: tenant(),
  },
  present: jobsOf,
};

async function jobsOf(rows: Row[], services: ReadServices): Promise<object[]> {
  return Promise.all(
    rows.map(async (row) => {
      const definition = await services.catalogue.get(row.processDefinitionKey as string).catch(() => undefined);
      const headers = row.kind !== 'EXECUTION_LISTENER' && definition?.elements.get(row.elementId as string)?.headers;
      return { ...present(row), customHeaders: headers || {} };
    }),
  );
}
