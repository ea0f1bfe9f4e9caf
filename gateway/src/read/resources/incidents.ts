import { errorTypeSql, incidentMessageSql, isJobSql } from '../../operaton/incident-convention';
import { date, enumeration, key, lastPart, present, states, tenant, text, type Resource } from '../resource';

/** Camunda's error types, as a filter may name them. */
const ERROR_TYPES = [
  'UNSPECIFIED',
  'UNKNOWN',
  'IO_MAPPING_ERROR',
  'JOB_NO_RETRIES',
  'EXECUTION_LISTENER_NO_RETRIES',
  'TASK_LISTENER_NO_RETRIES',
  'AD_HOC_SUB_PROCESS_NO_RETRIES',
  'CONDITION_ERROR',
  'EXTRACT_VALUE_ERROR',
  'CALLED_ELEMENT_ERROR',
  'UNHANDLED_ERROR_EVENT',
  'MESSAGE_SIZE_EXCEEDED',
  'CALLED_DECISION_ERROR',
  'DECISION_EVALUATION_ERROR',
  'FORM_NOT_FOUND',
  'RESOURCE_NOT_FOUND',
];

/** The message of an incident's row `i`, without its type. */
export const INCIDENT_MESSAGE = incidentMessageSql('i');
/** The instance of the element that ran when the incident came; one that could not even begin has none but its execution. */
const ELEMENT_INSTANCE = `COALESCE((SELECT ${lastPart('a.id_')} FROM act_hi_actinst a WHERE a.execution_id_ = i.execution_id_ AND a.act_id_ = i.activity_id_
  AND a.start_time_ <= i.create_time_ ORDER BY a.start_time_ DESC LIMIT 1), i.execution_id_)`;
/** Texts are ordered by how they begin: a cursor has no room for more. */
const ORDERED_BY = 64;

/** Incidents, open and resolved, where they arose: what the engine passes up to calling processes is no incident of its own. */
export const incidentResource: Resource = {
  name: 'Incident',
  database: 'engine',
  from: 'act_hi_incident i',
  where: '(i.root_cause_incident_id_ = i.id_ OR i.root_cause_incident_id_ IS NULL)',
  key: 'incidentKey',
  fields: {
    incidentKey: key('i.id_'),
    processDefinitionKey: key('i.proc_def_id_'),
    processDefinitionId: text('i.proc_def_key_'),
    processInstanceKey: key('i.proc_inst_id_'),
    errorType: enumeration(ERROR_TYPES, errorTypeSql('i')),
    errorMessage: text(INCIDENT_MESSAGE, { order: `left(${INCIDENT_MESSAGE}, ${ORDERED_BY})` }),
    elementId: text(`replace(i.activity_id_, '#multiInstanceBody', '')`),
    elementInstanceKey: key(ELEMENT_INSTANCE),
    creationTime: date('i.create_time_'),
    state: states({
      ACTIVE: 'i.end_time_ IS NULL',
      MIGRATED: 'false',
      RESOLVED: 'i.end_time_ IS NOT NULL',
      PENDING: 'false',
    }),
    jobKey: key(`(CASE WHEN ${isJobSql('i')} THEN i.configuration_ END)`),
    tenantId: tenant(),
  },
  present: (rows) => rows.map(present),
};
