import { invalidArgument, notFound } from '../common/problem';
import { OperatonError } from '../operaton/client';
import { fromOperaton, isHidden, type OperatonVariable } from '../operaton/variables';
import type { Routes } from './routes';
import type { Services } from './services';
import { date, found, pageOf, refuseOthers, sortingOf, valueOf, valuesOf, type SearchRequest } from './search';

interface TaskRow {
  id: string;
  name: string | null;
  assignee: string | null;
  taskDefinitionKey: string;
  processDefinitionId: string;
  processInstanceId: string;
  activityInstanceId?: string;
  executionId: string;
  priority: number;
  /** runtime */
  created?: string;
  followUp?: string | null;
  /** runtime and history */
  due: string | null;
  /** history */
  startTime?: string;
  endTime?: string | null;
  followUpDate?: string | null;
  deleteReason?: string | null;
}

interface VariableRow extends OperatonVariable {
  id: string;
  name: string;
  executionId: string;
}

interface IdentityLink {
  userId: string | null;
  groupId: string | null;
  type: string;
}

/** Sorting fields of Camunda 8 by Operaton's names, for running tasks and for history. */
const SORT = {
  runtime: { creationDate: 'created', dueDate: 'dueDate', followUpDate: 'followUpDate', priority: 'priority' },
  history: {
    creationDate: 'startTime',
    completionDate: 'endTime',
    dueDate: 'dueDate',
    followUpDate: 'followUpDate',
    priority: 'priority',
  },
} as const;

/** A row as Camunda 8 shows it; undefined for one that ran when it was listed and was completed since. */
async function userTaskOf(services: Services, row: TaskRow): Promise<object | undefined> {
  const definition = await services.catalogue.get(row.processDefinitionId);
  const element = definition.elements.get(row.taskDefinitionKey);
  const running = row.created !== undefined;
  const links = running ? await linksOf(services, row.id) : [];
  if (!links) return undefined;
  const form = element?.formId ? await latestForm(services, element.formId) : undefined;
  return {
    name: row.name ?? row.taskDefinitionKey,
    state: running ? 'CREATED' : row.deleteReason === 'completed' ? 'COMPLETED' : 'CANCELED',
    assignee: row.assignee ?? undefined,
    elementId: row.taskDefinitionKey,
    candidateGroups: links.filter((link) => link.type === 'candidate' && link.groupId).map((link) => link.groupId),
    candidateUsers: links.filter((link) => link.type === 'candidate' && link.userId).map((link) => link.userId),
    processDefinitionId: definition.key,
    creationDate: date(row.created ?? row.startTime),
    completionDate: date(row.endTime),
    followUpDate: date(row.followUp ?? row.followUpDate),
    dueDate: date(row.due),
    tenantId: '<default>',
    externalFormReference: element?.externalFormReference,
    processDefinitionVersion: definition.version,
    customHeaders: element?.headers ?? {},
    priority: row.priority,
    userTaskKey: row.id,
    elementInstanceKey: row.executionId,
    processName: definition.name ?? definition.key,
    processDefinitionKey: row.processDefinitionId,
    processInstanceKey: row.processInstanceId,
    formKey: form?.key,
  };
}

/** A task's candidates; undefined when it was completed while this was asked: the engine then answers with a fault or with none. */
async function linksOf({ engine }: Services, taskId: string): Promise<IdentityLink[] | undefined> {
  const isGone = async () => (await engine.post<{ count: number }>('/task/count', { taskId })).count === 0;
  try {
    const links = await engine.get<IdentityLink[]>(`/task/${taskId}/identity-links`);
    return links.length === 0 && (await isGone()) ? undefined : links;
  } catch (error) {
    if (error instanceof OperatonError && (await isGone())) {
      return undefined;
    }
    throw error;
  }
}

async function latestForm({ pool }: Services, id: string) {
  const { rows } = await pool.query<{ key: string; form_id: string; version: number; content: string }>(
    'SELECT key::text, form_id, version, content FROM gateway.form WHERE form_id = $1 ORDER BY version DESC LIMIT 1',
    [id],
  );
  return rows[0];
}

async function search(services: Services, body: SearchRequest): Promise<object> {
  const filter = body.filter ?? {};
  refuseOthers(filter, [
    'state',
    'assignee',
    'priority',
    'elementId',
    'name',
    'candidateGroup',
    'candidateUser',
    'processDefinitionId',
    'processDefinitionKey',
    'processInstanceKey',
    'userTaskKey',
    'dueDate',
    'tenantId',
    'processInstanceVariables',
  ]);
  const processVariables = variablesOf(filter);
  const state = valueOf(filter, 'state');
  const running = state === 'CREATED' || state === undefined;
  const due = (filter.dueDate ?? {}) as { $lt?: string; $lte?: string; $gt?: string; $gte?: string };
  const groups = valuesOf(filter, 'candidateGroup');
  const instance = valuesOf(filter, 'processInstanceKey');
  const page = pageOf(body);
  if (!running) {
    const query = {
      finished: true,
      taskAssignee: valueOf(filter, 'assignee'),
      taskDefinitionKeyIn: valuesOf(filter, 'elementId'),
      processDefinitionKey: valueOf(filter, 'processDefinitionId'),
      processDefinitionId: valueOf(filter, 'processDefinitionKey'),
      processInstanceId: instance?.[0],
      taskId: valueOf(filter, 'userTaskKey'),
      processVariables,
      taskInvolvedGroup: groups?.[0],
      taskDeleteReason: state === 'COMPLETED' ? 'completed' : undefined,
    };
    const sorting = sortingOf(body, SORT.history);
    const [rows, { count }] = await Promise.all([
      services.engine.post<TaskRow[]>(`/history/task?firstResult=${page.firstResult}&maxResults=${page.maxResults}`, {
        ...query,
        ...(sorting.length > 0 ? { sorting } : {}),
      }),
      services.engine.post<{ count: number }>('/history/task/count', query),
    ]);
    return found(await Promise.all(rows.map((row) => userTaskOf(services, row))), count);
  }
  const query = {
    ...(groups ? { candidateGroups: groups, includeAssignedTasks: true } : {}),
    candidateUser: valueOf(filter, 'candidateUser'),
    assigneeIn: valuesOf(filter, 'assignee'),
    taskDefinitionKeyIn: valuesOf(filter, 'elementId'),
    name: valueOf(filter, 'name'),
    priority: valueOf(filter, 'priority'),
    processDefinitionKey: valueOf(filter, 'processDefinitionId'),
    processDefinitionId: valueOf(filter, 'processDefinitionKey'),
    processInstanceIdIn: instance,
    taskId: valueOf(filter, 'userTaskKey'),
    processVariables,
    dueBefore: operatonDate(due.$lt ?? due.$lte),
    dueAfter: operatonDate(due.$gt ?? due.$gte),
  };
  const sorting = sortingOf(body, SORT.runtime);
  const [rows, { count }] = await Promise.all([
    services.engine.post<TaskRow[]>(`/task?firstResult=${page.firstResult}&maxResults=${page.maxResults}`, {
      ...query,
      ...(sorting.length > 0 ? { sorting } : {}),
    }),
    services.engine.post<{ count: number }>('/task/count', query),
  ]);
  const items = await Promise.all(rows.map((row) => userTaskOf(services, row)));
  return found(
    items.filter((item) => item !== undefined),
    count,
  );
}

/** Operaton reads dates with an offset of digits only. */
/** `processInstanceVariables`: names with a value in JSON, which the engine can compare for texts and booleans only. */
function variablesOf(
  filter: Record<string, unknown>,
): { name: string; operator: string; value: unknown }[] | undefined {
  const wanted = filter.processInstanceVariables as { name?: unknown; value?: unknown }[] | undefined;
  return wanted?.map(({ name, value }) => {
    const text = typeof value === 'string' ? value : (value as { $eq?: unknown } | null)?.$eq;
    const parsed = typeof text === 'string' ? jsonOf(text) : undefined;
    if (typeof name !== 'string' || (typeof parsed !== 'string' && typeof parsed !== 'boolean')) {
      throw invalidArgument("The filter 'processInstanceVariables' compares a name with a JSON text or boolean only");
    }
    return { name, operator: 'eq', value: parsed };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function operatonDate(text: string | undefined): string | undefined {
  return text === undefined ? undefined : new Date(text).toISOString().replace('Z', '+0000');
}

/** User tasks: search, assignment, completion, form. */
export const userTasks: Routes = (router, services) => {
  const { engine, catalogue } = services;

  const running = async (key: string): Promise<TaskRow> => {
    try {
      return await engine.get<TaskRow>(`/task/${encodeURIComponent(key)}`);
    } catch (error) {
      if (error instanceof OperatonError && error.status === 404) {
        throw notFound(`Expected to find a user task with key '${key}', but no such user task was found`);
      }
      throw error;
    }
  };

  router.post('/user-tasks/search', (request) => search(services, request.body as SearchRequest));

  router.get('/user-tasks/:key', async (request) => {
    const key = String(request.params.key);
    const open = await running(key).catch((error: unknown) => error as Error);
    const shown = open instanceof Error ? undefined : await userTaskOf(services, open);
    if (shown) {
      return shown;
    }
    const [row] = await engine.post<TaskRow[]>('/history/task', { taskId: key });
    if (!row) {
      throw open instanceof Error ? open : notFound(`User task with key '${key}' not found`);
    }
    return userTaskOf(services, row);
  });

  router.post('/user-tasks/:key/variables/search', async (request) => {
    const key = String(request.params.key);
    const body = (request.body ?? {}) as SearchRequest;
    const filter = body.filter ?? {};
    refuseOthers(filter, ['name']);
    const names = valuesOf(filter, 'name');
    const task = await running(key);
    const [visible, instances] = await Promise.all([
      engine
        .get<Record<string, OperatonVariable>>(`/task/${key}/variables?deserializeValues=false`)
        .catch(async (error: unknown) => {
          // Completed while this was asked: then it is not found.
          await running(key);
          throw error;
        }),
      engine.post<VariableRow[]>('/variable-instance?deserializeValues=false', {
        processInstanceIdIn: [task.processInstanceId],
      }),
    ]);
    const page = pageOf(body);
    const items = Object.entries(visible)
      .filter(([name]) => !isHidden(name) && (names === undefined || names.includes(name)))
      .map(([name, variable]) => {
        // The task sees the nearest of several of one name; the engine does not say which one that was.
        const ofName = instances.filter((row) => row.name === name);
        const row = ofName.find((candidate) => candidate.value === variable.value) ?? ofName[0];
        return {
          name,
          value: JSON.stringify(fromOperaton(variable)),
          isTruncated: false,
          tenantId: '<default>',
          variableKey: row?.id ?? task.processInstanceId,
          scopeKey: row?.executionId ?? task.processInstanceId,
          processInstanceKey: task.processInstanceId,
        };
      });
    return found(items.slice(page.firstResult, page.firstResult + page.maxResults), items.length);
  });

  router.get('/user-tasks/:key/form', async (request) => {
    const task = await running(String(request.params.key));
    const definition = await catalogue.get(task.processDefinitionId);
    const id = definition.elements.get(task.taskDefinitionKey)?.formId;
    const form = id ? await latestForm(services, id) : undefined;
    if (!form) {
      return undefined;
    }
    return {
      tenantId: '<default>',
      formId: form.form_id,
      schema: JSON.parse(form.content) as object,
      version: form.version,
      formKey: form.key,
    };
  });
};
