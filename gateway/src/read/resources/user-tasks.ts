import { conditionOf } from '../condition';
import {
  date,
  integer,
  key,
  lastPart,
  present,
  states,
  tenant,
  text,
  type CustomFilter,
  type Listing,
  type ReadServices,
  type Resource,
  type Row,
} from '../resource';
import { variablesFilter } from '../variable-value';
import { formKeys } from './forms';

const CANDIDATE = `'candidate'`;

/** The one value, or the values, that a filter's property must have; undefined where it says anything else. */
function valuesOf(asked: unknown): readonly unknown[] | undefined {
  if (asked === null || typeof asked !== 'object') {
    return [asked];
  }
  const operators = Object.entries(asked).filter(([, operand]) => operand !== undefined && operand !== null);
  const [operator, operand] = operators[0] ?? [];
  if (operators.length !== 1 || Array.isArray(asked)) {
    return undefined;
  }
  return operator === '$eq'
    ? [operand]
    : operator === '$in' && Array.isArray(operand) && operand.length > 0
      ? operand
      : undefined;
}

/** Does a filter's state leave open tasks only? */
const asksForOpen = (state: unknown): boolean => valuesOf(state)?.every((value) => value === 'CREATED') ?? false;

/** Tasks with a candidate: open ones have them in the runtime table, ended ones in the log of what was added. */
const candidateFilter =
  (column: 'group_id_' | 'user_id_'): CustomFilter =>
  (value, { bind, path, filter }) => {
    const condition = conditionOf(text(`l.${column}`), value, bind, path);
    const open = `SELECT l.task_id_ FROM act_ru_identitylink l WHERE l.type_ = ${CANDIDATE} AND ${condition}`;
    return asksForOpen(filter.state)
      ? `t.id_ IN (${open})`
      : `t.id_ IN (${open} UNION ALL SELECT l.task_id_ FROM act_hi_identitylink l JOIN act_hi_taskinst e ON e.id_ = l.task_id_ AND e.end_time_ IS NOT NULL
          WHERE l.type_ = ${CANDIDATE} AND l.operation_type_ = 'add' AND ${condition})`;
  };

/** The open tasks of candidate groups: what everybody's task list asks for (offered-tasks.ts). */
const offered: Listing = {
  table: 'gateway_offered_task',
  list: 'group_id',
  key: 'task_key',
  answers: ['state', 'candidateGroup'],
  columns: { priority: 'o.priority', creationDate: 'o.created', dueDate: 'o.due', userTaskKey: 'o.task_key' },
  lists({ state, candidateGroup }) {
    const groups = valuesOf(candidateGroup);
    return asksForOpen(state) && groups?.every((group) => typeof group === 'string') ? [...new Set(groups)] : undefined;
  },
};

/** A change of an open task waits for its listeners: the engine's description says which (the plug-in's TaskListeners). */
const waits = (state: string) => `t.end_time_ IS NULL AND t.description_ = '${state}'`;

/** User tasks: open and ended ones, from history. */
export const userTaskResource: Resource = {
  name: 'User Task',
  database: 'engine',
  from: 'act_hi_taskinst t LEFT JOIN act_re_procdef d ON d.id_ = t.proc_def_id_',
  where: 't.proc_inst_id_ IS NOT NULL',
  key: 'userTaskKey',
  fields: {
    userTaskKey: key('t.id_', { sort: false }),
    name: text('t.name_'),
    state: states(
      {
        CREATING: waits('CREATING'),
        CREATED: 't.end_time_ IS NULL AND t.description_ IS NULL',
        ASSIGNING: waits('ASSIGNING'),
        UPDATING: waits('UPDATING'),
        COMPLETING: waits('COMPLETING'),
        COMPLETED: `t.end_time_ IS NOT NULL AND t.delete_reason_ = 'completed'`,
        CANCELING: 'false',
        CANCELED: `t.end_time_ IS NOT NULL AND t.delete_reason_ IS DISTINCT FROM 'completed'`,
        FAILED: 'false',
      },
      { sort: false },
    ),
    assignee: text('t.assignee_', { sort: false }),
    elementId: text('t.task_def_key_', { sort: false }),
    processDefinitionId: text('t.proc_def_key_', { sort: false }),
    processDefinitionVersion: integer('d.version_', { sort: false, filter: false }),
    processName: text('COALESCE(d.name_, t.proc_def_key_)', { sort: false, filter: false }),
    processDefinitionKey: key('t.proc_def_id_', { sort: false }),
    processInstanceKey: key('t.proc_inst_id_', { sort: false }),
    elementInstanceKey: key(lastPart('t.act_inst_id_'), { sort: false }),
    creationDate: date('t.start_time_'),
    completionDate: date('t.end_time_'),
    followUpDate: date('t.follow_up_date_'),
    dueDate: date('t.due_date_'),
    priority: integer('t.priority_'),
    tenantId: { ...tenant(), sort: false },
  },
  filters: {
    candidateGroup: candidateFilter('group_id_'),
    candidateUser: candidateFilter('user_id_'),
    processInstanceVariables: variablesFilter('v.proc_inst_id_ = t.proc_inst_id_ AND v.act_inst_id_ = t.proc_inst_id_'),
    localVariables: variablesFilter('v.proc_inst_id_ = t.proc_inst_id_ AND v.act_inst_id_ = t.act_inst_id_'),
  },
  listing: offered,
  present: userTasksOf,
};

interface Link {
  task_id_: string;
  group_id_: string | null;
  user_id_: string | null;
}

/** What the diagram and the candidates say of a page's tasks, asked once for all of them. */
async function userTasksOf(rows: Row[], services: ReadServices): Promise<object[]> {
  const links = await candidatesOf(rows, services);
  const definitions = await Promise.all(
    rows.map((row) => services.catalogue.get(row.processDefinitionKey as string).catch(() => undefined)),
  );
  const elements = rows.map((row, index) => definitions[index]?.elements.get(row.elementId as string));
  const forms = await formKeys(
    services,
    elements.map((element, index) => ({ form: element?.form, deploymentId: definitions[index]?.deploymentId })),
  );
  return rows.map((row, index) => {
    const element = elements[index];
    const own = links.get(row.userTaskKey as string) ?? [];
    return {
      ...present(row),
      name: row.name ?? row.elementId,
      candidateGroups: own.flatMap((link) => link.group_id_ ?? []),
      candidateUsers: own.flatMap((link) => link.user_id_ ?? []),
      customHeaders: element?.headers ?? {},
      ...present({ externalFormReference: element?.externalFormReference, formKey: forms[index] }),
    };
  });
}

async function candidatesOf(rows: Row[], services: ReadServices): Promise<Map<string, Link[]>> {
  const keys = rows
    .filter((row) => !['COMPLETED', 'CANCELED'].includes(row.state as string))
    .map((row) => row.userTaskKey);
  const open: Link[] =
    keys.length === 0
      ? []
      : await services.read.engineRows<Link>(
          `SELECT task_id_, group_id_, user_id_ FROM act_ru_identitylink WHERE type_ = ${CANDIDATE} AND task_id_ = ANY($1) ORDER BY id_::bigint`,
          [keys],
        );
  // what was open a moment ago and has no candidates now may have ended in between
  const known = new Set(open.map((link) => link.task_id_));
  const others = rows.map((row) => row.userTaskKey as string).filter((key) => !known.has(key));
  const ended: Link[] =
    others.length === 0
      ? []
      : await services.read.engineRows<Link>(
          `SELECT a.task_id_, a.group_id_, a.user_id_ FROM act_hi_identitylink a
             JOIN act_hi_taskinst t ON t.id_ = a.task_id_ AND t.end_time_ IS NOT NULL
           WHERE a.type_ = ${CANDIDATE} AND a.operation_type_ = 'add' AND a.task_id_ = ANY($1) AND NOT EXISTS (
               SELECT 1 FROM act_hi_identitylink x
               WHERE x.task_id_ = a.task_id_ AND x.type_ = a.type_ AND x.operation_type_ = 'delete' AND x.timestamp_ >= a.timestamp_
                 AND x.timestamp_ < t.end_time_ AND x.group_id_ IS NOT DISTINCT FROM a.group_id_ AND x.user_id_ IS NOT DISTINCT FROM a.user_id_)
           ORDER BY a.id_::bigint`,
          [others],
        );
  const byTask = new Map<string, Link[]>();
  for (const link of [...open, ...ended]) {
    byTask.set(link.task_id_, [...(byTask.get(link.task_id_) ?? []), link]);
  }
  return byTask;
}
