import { badRequest } from '../../common/problem';
import { TAGS_VARIABLE } from '../../operaton/tags-convention';
import { conditionOf } from '../condition';
import {
  boolean,
  date,
  integer,
  key,
  lastPart,
  present,
  states,
  tenant,
  text,
  type CustomFilter,
  type FilterContext,
  type Resource,
} from '../resource';
import { variablesFilter } from '../variable-value';
import { errorHashCode } from '../error-hash';
import { batchOperationItemResource } from './batch-operations';
import { INCIDENT_MESSAGE } from './incidents';

const HAS_INCIDENT = `EXISTS (SELECT 1 FROM act_ru_incident i WHERE i.proc_inst_id_ = p.id_)`;
const TAGS = `(SELECT t.text_ FROM act_hi_varinst t WHERE t.proc_inst_id_ = p.id_ AND t.name_ = '${TAGS_VARIABLE}' LIMIT 1)`;

/** Conditions on one element instance: its id, its state and its incident are asked of the same one. */
const ELEMENT_FIELDS = {
  elementId: text('a.act_id_'),
  elementInstanceState: states({
    ACTIVE: 'a.end_time_ IS NULL',
    COMPLETED: 'a.end_time_ IS NOT NULL AND a.act_inst_state_ <> 2',
    TERMINATED: 'a.end_time_ IS NOT NULL AND a.act_inst_state_ = 2',
  }),
  hasElementInstanceIncident: boolean(
    `EXISTS (SELECT 1 FROM act_ru_incident i WHERE i.execution_id_ = a.execution_id_ AND i.activity_id_ = a.act_id_)`,
  ),
};

const elementFilter: CustomFilter = (_value, { bind, path, filter }: FilterContext) => {
  const asked = Object.keys(ELEMENT_FIELDS).filter((name) => (filter[name] ?? null) !== null);
  if (!path.endsWith(`.${asked[0]}`)) {
    return 'true'; // said by the first of them, with the others
  }
  const conditions = asked.map((name) =>
    conditionOf(ELEMENT_FIELDS[name as keyof typeof ELEMENT_FIELDS], filter[name], bind, path),
  );
  return `EXISTS (SELECT 1 FROM act_hi_actinst a WHERE a.proc_inst_id_ = p.id_ AND ${conditions.join(' AND ')})`;
};

const tagsFilter: CustomFilter = (value, { bind, path }) => {
  if (!Array.isArray(value) || !value.every((tag) => typeof tag === 'string')) {
    throw badRequest(`Request property [${path}] cannot be parsed`);
  }
  return `COALESCE(${TAGS}, '[]')::jsonb @> ${bind(JSON.stringify(value))}::jsonb`;
};

const batchItemInstances: Resource = { ...batchOperationItemResource, key: 'processInstanceKey' };

/** The items of batch operations stand in the gateway's own database. */
const batchFilter: CustomFilter = async (value, { bind, services }) => {
  const items = await services.read.keys(batchItemInstances, { batchOperationKey: value });
  return `p.id_ = ANY(${bind(items)}::text[])`;
};

/** The database has no such hash: the messages that there are now are hashed here, and the condition is put on them. */
const errorHashFilter: CustomFilter = async (value, { bind, path, services }) => {
  const rows = await services.read.engineRows<{ message: string }>(
    `SELECT DISTINCT ${INCIDENT_MESSAGE} AS message FROM act_ru_incident i`,
    [],
  );
  const messages = rows.map(({ message }) => message);
  const hashed = `unnest(${bind(messages)}::text[], ${bind(messages.map(errorHashCode))}::int[]) AS e (message, hash)`;
  return `EXISTS (SELECT 1 FROM act_ru_incident i JOIN ${hashed} ON e.message = ${INCIDENT_MESSAGE}
    WHERE i.proc_inst_id_ = p.id_ AND ${conditionOf(integer('e.hash'), value, bind, path)})`;
};

/** Process instances: running and ended ones, from history. */
export const processInstanceResource: Resource = {
  name: 'Process Instance',
  database: 'engine',
  from: 'act_hi_procinst p LEFT JOIN act_re_procdef d ON d.id_ = p.proc_def_id_',
  key: 'processInstanceKey',
  or: true,
  fields: {
    processInstanceKey: key('p.id_'),
    processDefinitionId: text('p.proc_def_key_'),
    processDefinitionName: text('COALESCE(d.name_, p.proc_def_key_)'),
    processDefinitionVersion: integer('d.version_'),
    processDefinitionVersionTag: text('d.version_tag_'),
    processDefinitionKey: key('p.proc_def_id_'),
    parentProcessInstanceKey: key('p.super_process_instance_id_'),
    parentElementInstanceKey: key(
      `(SELECT ${lastPart('c.id_')} FROM act_hi_actinst c WHERE c.proc_inst_id_ = p.super_process_instance_id_ AND c.call_proc_inst_id_ = p.id_ LIMIT 1)`,
    ),
    startDate: date('p.start_time_'),
    endDate: date('p.end_time_'),
    state: states({
      ACTIVE: 'p.end_time_ IS NULL',
      COMPLETED: `p.end_time_ IS NOT NULL AND p.state_ = 'COMPLETED'`,
      TERMINATED: `p.end_time_ IS NOT NULL AND p.state_ <> 'COMPLETED'`,
    }),
    hasIncident: boolean(HAS_INCIDENT),
    // 8.9 has it and no instance here: a search for one finds nothing
    businessId: text('NULL::text'),
    tenantId: tenant(),
    tags: { ...text(`COALESCE(${TAGS}, '[]')`), filter: false, sort: false },
    errorMessage: text(
      `(SELECT i.incident_msg_ FROM act_ru_incident i WHERE i.proc_inst_id_ = p.id_ ORDER BY i.incident_timestamp_ LIMIT 1)`,
      { sort: false, answer: false },
    ),
    hasRetriesLeft: boolean(
      `EXISTS (SELECT 1 FROM act_ru_ext_task e WHERE e.proc_inst_id_ = p.id_ AND e.error_msg_ IS NOT NULL AND e.retries_ > 0)`,
      { sort: false, answer: false },
    ),
  },
  filters: {
    variables: variablesFilter('v.proc_inst_id_ = p.id_'),
    tags: tagsFilter,
    incidentErrorHashCode: errorHashFilter,
    batchOperationId: batchFilter,
    // as 8.9 calls it
    batchOperationKey: batchFilter,
    elementId: elementFilter,
    elementInstanceState: elementFilter,
    hasElementInstanceIncident: elementFilter,
  },
  present: (rows) => rows.map((row) => ({ ...present(row), tags: JSON.parse(row.tags as string) as string[] })),
};
