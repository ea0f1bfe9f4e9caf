import type { Services } from '../../api/services';
import { HIDDEN_VARIABLE_PREFIX } from '../../dialect';
import { valueOf } from '../condition';
import { ELEMENT_TYPE_NAMES, elementTypeSql, engineElementType, exceptionalTypes } from '../element-types';
import {
  boolean,
  date,
  enumeration,
  key,
  lastPart,
  present,
  states,
  tenant,
  text,
  type CustomFilter,
  type Resource,
  type Row,
} from '../resource';

const BODY = '#multiInstanceBody';

/** The process itself is an element instance too: the one whose key is the process instance's. */
const ROWS = `(
  SELECT p.id_ AS key, p.id_ AS instance_id, p.id_ AS process_instance, p.proc_def_id_ AS definition, p.proc_def_key_ AS process,
    p.proc_def_key_ AS element, NULL::text AS element_name, NULL::text AS engine_type, p.start_time_ AS started, p.end_time_ AS ended,
    (p.state_ <> 'COMPLETED') AS canceled, p.id_ AS execution, NULL::text AS parent
  FROM act_hi_procinst p
  UNION ALL
  SELECT ${lastPart('a.id_')}, a.id_, a.proc_inst_id_, a.proc_def_id_, a.proc_def_key_,
    a.act_id_, a.act_name_, a.act_type_, a.start_time_, a.end_time_, (a.act_inst_state_ = 2), a.execution_id_, a.parent_act_inst_id_
  FROM act_hi_actinst a WHERE NOT starts_with(a.act_id_, '${HIDDEN_VARIABLE_PREFIX}')
) e LEFT JOIN act_re_procdef d ON d.id_ = e.definition`;

const INCIDENT = `FROM act_ru_incident i WHERE e.ended IS NULL AND (e.engine_type IS NULL AND i.proc_inst_id_ = e.process_instance
  OR i.execution_id_ = e.execution AND i.activity_id_ = e.element)`;

/** Children of a scope: of a process instance, or of an element instance. */
const scopeFilter: CustomFilter = (value, { bind, path }) => {
  const scope = bind(valueOf(key('e.key'), value, path));
  return `(e.process_instance, e.parent) IN (
    SELECT s.proc_inst_id_, s.id_ FROM act_hi_actinst s WHERE ${lastPart('s.id_')} = ${scope}::text
    UNION ALL SELECT s.id_, s.id_ FROM act_hi_procinst s WHERE s.id_ = ${scope}::text)`;
};

/** Element instances, with the process itself and the bodies of multi-instances, from history. */
export const elementInstanceResource: Resource = {
  name: 'Element Instance',
  database: 'engine',
  from: ROWS,
  key: 'elementInstanceKey',
  fields: {
    elementInstanceKey: key('e.key'),
    processInstanceKey: key('e.process_instance'),
    processDefinitionKey: key('e.definition'),
    processDefinitionId: text('e.process'),
    startDate: date('e.started'),
    endDate: date('e.ended'),
    elementId: text(
      `(CASE WHEN e.engine_type = 'multiInstanceBody' THEN replace(e.element, '${BODY}', '') ELSE e.element END)`,
    ),
    elementName: text('COALESCE(e.element_name, CASE WHEN e.engine_type IS NULL THEN d.name_ END)'),
    type: enumeration(
      ELEMENT_TYPE_NAMES,
      `(CASE WHEN e.engine_type IS NULL THEN 'PROCESS' ELSE ${elementTypeSql('e.definition', 'e.element', 'e.engine_type')} END)`,
      { answer: false },
    ),
    engineType: text('e.engine_type', { filter: false, sort: false }),
    state: states({
      ACTIVE: 'e.ended IS NULL',
      COMPLETED: 'e.ended IS NOT NULL AND NOT e.canceled',
      TERMINATED: 'e.ended IS NOT NULL AND e.canceled',
    }),
    hasIncident: boolean(`EXISTS (SELECT 1 ${INCIDENT})`, { sort: false }),
    incidentKey: key(
      `(SELECT COALESCE(i.root_cause_incident_id_, i.id_) ${INCIDENT} AND e.engine_type IS NOT NULL LIMIT 1)`,
    ),
    tenantId: tenant(),
  },
  filters: { elementInstanceScopeKey: scopeFilter },
  parameters: { types: exceptionalTypes },
  present: elementInstancesOf,
};

async function elementInstancesOf(rows: Row[], services: Services): Promise<object[]> {
  return Promise.all(
    rows.map(async ({ engineType, ...row }) => {
      const elementId = row.elementId as string;
      return {
        ...present(row),
        elementName: row.elementName ?? elementId,
        type: await typeOf(services, row.processDefinitionKey as string, elementId, engineType as string | null),
      };
    }),
  );
}

async function typeOf(services: Services, definitionKey: string, elementId: string, engineType: string | null) {
  if (engineType === null) {
    return 'PROCESS';
  }
  const type = engineElementType(engineType);
  if (type === 'MULTI_INSTANCE_BODY') {
    return type;
  }
  const definition = await services.catalogue.get(definitionKey).catch(() => undefined);
  return definition?.elements.get(elementId)?.type ?? type;
}
