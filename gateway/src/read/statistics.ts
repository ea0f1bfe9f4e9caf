import { HIDDEN_VARIABLE_PREFIX } from '../dialect';
import { processInstanceResource } from './resources/process-instances';
import type { ReadServices } from './resource';

export interface ElementStatistics {
  elementId: string;
  active: number;
  canceled: number;
  incidents: number;
  completed: number;
}

/** Counts by element. The body of a multi-instance is not counted beside its instances. */
const COUNTS = `SELECT a.act_id_ AS "elementId",
    count(*) FILTER (WHERE a.end_time_ IS NULL)::int AS active,
    count(*) FILTER (WHERE a.end_time_ IS NOT NULL AND a.act_inst_state_ = 2)::int AS canceled,
    count(*) FILTER (WHERE a.end_time_ IS NULL AND EXISTS (
      SELECT 1 FROM act_ru_incident i WHERE i.execution_id_ = a.execution_id_ AND i.activity_id_ = a.act_id_))::int AS incidents,
    count(*) FILTER (WHERE a.end_time_ IS NOT NULL AND a.act_inst_state_ <> 2)::int AS completed
  FROM act_hi_actinst a
  WHERE a.act_type_ <> 'multiInstanceBody' AND NOT starts_with(a.act_id_, '${HIDDEN_VARIABLE_PREFIX}')`;

/** How often the elements of a definition ran, in the process instances of a filter. */
export async function definitionStatistics(
  { read }: Pick<ReadServices, 'read'>,
  definitionKey: string,
  filter: Record<string, unknown>,
): Promise<ElementStatistics[]> {
  const values: unknown[] = [definitionKey];
  const instances =
    Object.keys(filter).length === 0
      ? ''
      : ` AND a.proc_inst_id_ IN (${await read.keysWithin(processInstanceResource, filter, values)})`;
  return read.engineRows(`${COUNTS} AND a.proc_def_id_ = $1${instances} GROUP BY a.act_id_ ORDER BY a.act_id_`, values);
}

/** How often the elements of one process instance ran. */
export async function instanceStatistics(
  { read }: Pick<ReadServices, 'read'>,
  instanceKey: string,
): Promise<ElementStatistics[]> {
  return read.engineRows(`${COUNTS} AND a.proc_inst_id_ = $1 GROUP BY a.act_id_ ORDER BY a.act_id_`, [instanceKey]);
}

/** The process instances from the one that was started by nobody down to the given one. */
export async function callHierarchy({ read }: Pick<ReadServices, 'read'>, instanceKey: string): Promise<object[]> {
  return read.engineRows(
    `WITH RECURSIVE caller(id, depth) AS (
       SELECT $1::text, 0
       UNION ALL SELECT p.super_process_instance_id_, caller.depth + 1 FROM caller JOIN act_hi_procinst p ON p.id_ = caller.id
         WHERE p.super_process_instance_id_ IS NOT NULL)
     SELECT p.id_ AS "processInstanceKey", p.proc_def_id_ AS "processDefinitionKey", COALESCE(d.name_, p.proc_def_key_) AS "processDefinitionName"
     FROM caller JOIN act_hi_procinst p ON p.id_ = caller.id LEFT JOIN act_re_procdef d ON d.id_ = p.proc_def_id_
     ORDER BY caller.depth DESC`,
    [instanceKey],
  );
}

/** What was used in a span of time: process instances, evaluated decisions, different assignees. */
export async function usageMetrics(
  { read }: Pick<ReadServices, 'read'>,
  from: Date,
  to: Date,
): Promise<{ processInstances: number; decisionInstances: number; assignees: number }> {
  const span = (column: string) => `${column} >= $1::timestamptz::timestamp AND ${column} < $2::timestamptz::timestamp`;
  const [row] = await read.engineRows<{ processInstances: number; decisionInstances: number; assignees: number }>(
    `SELECT (SELECT count(*) FROM act_hi_procinst WHERE ${span('start_time_')} AND super_process_instance_id_ IS NULL)::int AS "processInstances",
       (SELECT count(*) FROM act_hi_decinst WHERE ${span('eval_time_')} AND root_dec_inst_id_ IS NULL)::int AS "decisionInstances",
       (SELECT count(DISTINCT assignee_) FROM act_hi_taskinst WHERE ${span('start_time_')})::int AS assignees`,
    [from.toISOString(), to.toISOString()],
  );
  return row!;
}
