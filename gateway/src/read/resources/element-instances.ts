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
  type ReadServices,
  type Resource,
  type Row,
} from '../resource';

const BODY = '#multiInstanceBody';

/** As in Camunda 8, neither the process itself nor a sequence flow is among them. */
const ROWS = `(
  SELECT ${lastPart('a.id_')} AS key, a.id_ AS instance_id, a.proc_inst_id_ AS process_instance, a.proc_def_id_ AS definition,
    a.proc_def_key_ AS process, a.act_id_ AS element, a.act_name_ AS element_name, a.act_type_ AS engine_type,
    a.start_time_ AS started, a.end_time_ AS ended, (a.act_inst_state_ = 2) AS canceled, a.execution_id_ AS execution,
    a.parent_act_inst_id_ AS parent
  FROM act_hi_actinst a WHERE NOT starts_with(a.act_id_, '${HIDDEN_VARIABLE_PREFIX}')
) e`;

const INCIDENT = `FROM act_ru_incident i WHERE e.ended IS NULL AND i.execution_id_ = e.execution AND i.activity_id_ = e.element`;

/** Children of a scope: of a process instance, or of an element instance. */
const scopeFilter: CustomFilter = (value, { bind, path }) => {
  const scope = bind(valueOf(key('e.key'), value, path));
  return `(e.process_instance, e.parent) IN (
    SELECT s.proc_inst_id_, s.id_ FROM act_hi_actinst s WHERE ${lastPart('s.id_')} = ${scope}::text
    UNION ALL SELECT s.id_, s.id_ FROM act_hi_procinst s WHERE s.id_ = ${scope}::text)`;
};

/** Element instances, with the bodies of multi-instances, from history. */
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
    elementName: text('e.element_name'),
    type: enumeration(ELEMENT_TYPE_NAMES, elementTypeSql('e.definition', 'e.element', 'e.engine_type'), {
      answer: false,
    }),
    engineType: text('e.engine_type', { filter: false, sort: false }),
    state: states({
      ACTIVE: 'e.ended IS NULL',
      COMPLETED: 'e.ended IS NOT NULL AND NOT e.canceled',
      TERMINATED: 'e.ended IS NOT NULL AND e.canceled',
    }),
    hasIncident: boolean(`EXISTS (SELECT 1 ${INCIDENT})`, { sort: false }),
    incidentKey: key(`(SELECT COALESCE(i.root_cause_incident_id_, i.id_) ${INCIDENT} LIMIT 1)`),
    tenantId: tenant(),
  },
  filters: { elementInstanceScopeKey: scopeFilter },
  parameters: { types: matchingTypes },
  present: elementInstancesOf,
};

/** The types of the definitions that the rest of the filter can find, so that one instance's search does not wait for all diagrams. */
async function matchingTypes(
  { read, facts }: ReadServices,
  filter: Readonly<Record<string, unknown>>,
): Promise<string> {
  const values: unknown[] = [];
  const byDefinition = { ...elementInstanceResource, key: 'processDefinitionKey' };
  const matching = await read.keysWithin(byDefinition, { ...filter, type: undefined }, values);
  const rows = await read.engineRows<{ id: string }>(
    `SELECT id_ AS id FROM act_re_procdef WHERE id_ IN (${matching})`,
    values,
  );
  return exceptionalTypes(await facts.of(rows.map(({ id }) => id)));
}

async function elementInstancesOf(rows: Row[], services: ReadServices): Promise<object[]> {
  const facts = await services.facts.of(rows.map((row) => row.processDefinitionKey as string));
  return rows.map(({ engineType, ...row }) => {
    const elementId = row.elementId as string;
    const type = engineElementType(engineType as string);
    const told = facts.get(row.processDefinitionKey as string)?.elementTypes[elementId];
    return {
      ...present(row),
      elementName: row.elementName ?? elementId,
      // a body shares its id with the activity that it repeats
      type: type === 'MULTI_INSTANCE_BODY' ? type : (told ?? type),
    };
  });
}
