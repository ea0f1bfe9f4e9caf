import { invalidArgument, notFound } from '../common/problem';
import type { Definition } from '../definitions/catalogue';
import { fromOperaton, isHidden, toOperaton, type OperatonVariable } from '../operaton/variables';
import { instanceKey } from '../jobs/activator';
import type { Routes } from './routes';
import type { Services } from './services';
import { date, found, pageOf, refuseOthers, sortingOf, valueOf, valuesOf, type SearchRequest } from './search';

interface HistoricInstance {
  id: string;
  processDefinitionId: string;
  processDefinitionKey: string;
  processDefinitionName: string | null;
  processDefinitionVersion: number;
  startTime: string;
  endTime: string | null;
  state: string;
  superProcessInstanceId: string | null;
}

interface HistoricActivity {
  id: string;
  activityId: string;
  activityName: string | null;
  startTime: string;
  endTime: string | null;
  canceled: boolean;
  processInstanceId: string;
  processDefinitionId: string;
}

function instanceState(state: string): 'ACTIVE' | 'COMPLETED' | 'TERMINATED' {
  if (state === 'COMPLETED') {
    return 'COMPLETED';
  }
  return state === 'ACTIVE' || state === 'SUSPENDED' ? 'ACTIVE' : 'TERMINATED';
}

function instanceOf(row: HistoricInstance, definition: Definition, incidents: Set<string>) {
  return {
    processDefinitionId: row.processDefinitionKey,
    processDefinitionName: row.processDefinitionName ?? row.processDefinitionKey,
    processDefinitionVersion: row.processDefinitionVersion,
    processDefinitionVersionTag: definition.versionTag ?? undefined,
    startDate: date(row.startTime)!,
    endDate: date(row.endTime),
    state: instanceState(row.state),
    hasIncident: incidents.has(row.id),
    tenantId: '<default>',
    processInstanceKey: row.id,
    processDefinitionKey: row.processDefinitionId,
    parentProcessInstanceKey: row.superProcessInstanceId ?? undefined,
    tags: [],
  };
}

async function searchInstances({ engine, catalogue }: Services, body: SearchRequest): Promise<object> {
  const filter = body.filter ?? {};
  refuseOthers(filter, [
    'processInstanceKey',
    'processDefinitionId',
    'processDefinitionKey',
    'parentProcessInstanceKey',
    'state',
    'hasIncident',
    'tenantId',
  ]);
  const states = valuesOf(filter, 'state');
  const query = {
    processInstanceIds: valuesOf(filter, 'processInstanceKey'),
    processDefinitionKeyIn: valuesOf(filter, 'processDefinitionId'),
    processDefinitionId: valueOf(filter, 'processDefinitionKey'),
    superProcessInstanceId: valueOf(filter, 'parentProcessInstanceKey'),
    withIncidents: filter.hasIncident === true ? true : undefined,
    ...(states?.length === 1 && states[0] === 'ACTIVE' ? { unfinished: true } : {}),
    ...(states?.length === 1 && states[0] === 'COMPLETED' ? { completed: true } : {}),
    ...(states?.length === 1 && states[0] === 'TERMINATED' ? { finished: true, externallyTerminated: true } : {}),
  };
  const sorting = sortingOf(body, {
    startDate: 'startTime',
    endDate: 'endTime',
    processInstanceKey: 'instanceId',
    processDefinitionId: 'definitionKey',
    processDefinitionKey: 'definitionId',
  });
  const page = pageOf(body);
  const [rows, { count }] = await Promise.all([
    engine.post<HistoricInstance[]>(
      `/history/process-instance?firstResult=${page.firstResult}&maxResults=${page.maxResults}`,
      { ...query, ...(sorting.length > 0 ? { sorting } : {}) },
    ),
    engine.post<{ count: number }>('/history/process-instance/count', query),
  ]);
  const active = rows.filter((row) => !row.endTime).map((row) => row.id);
  const withIncident =
    active.length === 0
      ? []
      : await engine.post<{ id: string }[]>('/process-instance', { processInstanceIds: active, withIncident: true });
  const incidents = new Set(withIncident.map((row) => row.id));
  const items = await Promise.all(
    rows.map(async (row) => instanceOf(row, await catalogue.get(row.processDefinitionId), incidents)),
  );
  return found(items, count);
}

/** Process instances, their element instances and variables. */
export const processInstances: Routes = (router, services) => {
  const { engine, catalogue } = services;

  router.get('/process-instances/:key', async (request) => {
    const key = String(request.params.key);
    const answer = (await searchInstances(services, { filter: { processInstanceKey: key } })) as { items: object[] };
    if (!answer.items[0]) {
      throw notFound(`Process Instance with key '${key}' not found`);
    }
    return answer.items[0];
  });

  router.post('/process-instances/search', (request) => searchInstances(services, request.body as SearchRequest));

  router.post('/element-instances/search', async (request) => {
    const body = request.body as SearchRequest;
    const filter = body.filter ?? {};
    refuseOthers(filter, [
      'processInstanceKey',
      'processDefinitionKey',
      'processDefinitionId',
      'elementId',
      'state',
      'type',
      'tenantId',
    ]);
    const state = valueOf(filter, 'state');
    const query = {
      processInstanceId: valueOf(filter, 'processInstanceKey'),
      processDefinitionId: valueOf(filter, 'processDefinitionKey'),
      activityId: valueOf(filter, 'elementId'),
      ...(state === 'ACTIVE' ? { unfinished: true } : {}),
      ...(state === 'COMPLETED' ? { finished: true } : {}),
      ...(state === 'TERMINATED' ? { canceled: true } : {}),
    };
    const page = pageOf(body);
    const [sorting] = sortingOf(body, { startDate: 'startTime', endDate: 'endTime', elementId: 'activityId' });
    const [rows, { count }] = await Promise.all([
      engine.get<HistoricActivity[]>('/history/activity-instance', {
        ...query,
        ...page,
        sortBy: 'startTime',
        sortOrder: 'asc',
        ...sorting,
      }),
      engine.get<{ count: number }>('/history/activity-instance/count', query),
    ]);
    const types = valuesOf(filter, 'type');
    const items = await Promise.all(
      rows.map(async (row) => {
        const definition = await catalogue.get(row.processDefinitionId);
        const elementId = row.activityId.replace(/#multiInstanceBody$/, '');
        const element = definition.elements.get(elementId);
        return {
          processDefinitionId: definition.key,
          startDate: date(row.startTime)!,
          endDate: date(row.endTime),
          elementId,
          elementName: row.activityName ?? elementId,
          type: elementId === row.activityId ? (element?.type ?? 'UNKNOWN') : 'MULTI_INSTANCE_BODY',
          state: row.endTime ? (row.canceled ? 'TERMINATED' : 'COMPLETED') : 'ACTIVE',
          hasIncident: false,
          tenantId: '<default>',
          elementInstanceKey: instanceKey(row.id),
          processInstanceKey: row.processInstanceId,
          processDefinitionKey: row.processDefinitionId,
        };
      }),
    );
    return found(types ? items.filter((item) => types.includes(item.type)) : items, count);
  });

  router.post('/variables/search', async (request) => {
    const body = request.body as SearchRequest;
    const filter = body.filter ?? {};
    refuseOthers(filter, ['name', 'value', 'processInstanceKey', 'scopeKey', 'tenantId', 'isTruncated']);
    const value = valueOf(filter, 'value');
    const names = valuesOf(filter, 'name');
    if (value !== undefined && names?.length !== 1) {
      throw invalidArgument("The filter 'value' needs the filter 'name' with one name");
    }
    const query = {
      ...(names?.length === 1 ? { variableName: names[0] } : { variableNameIn: names }),
      processInstanceIdIn: valuesOf(filter, 'processInstanceKey'),
      ...(value === undefined ? {} : { variableValue: toOperaton(JSON.parse(value)).value }),
    };
    const page = pageOf(body);
    const rows = await engine.post<HistoricVariable[]>('/history/variable-instance?deserializeValues=false', query);
    const scope = valueOf(filter, 'scopeKey');
    const visible = rows
      .filter((row) => !isHidden(row.name))
      .filter((row) => scope === undefined || instanceKey(row.activityInstanceId ?? '') === scope);
    return found(
      visible.slice(page.firstResult, page.firstResult + page.maxResults).map((row) => ({
        name: row.name,
        tenantId: '<default>',
        variableKey: row.id,
        scopeKey: instanceKey(row.activityInstanceId ?? row.processInstanceId),
        processInstanceKey: row.processInstanceId,
        value: JSON.stringify(fromOperaton(row)),
        isTruncated: false,
      })),
      visible.length,
    );
  });
};

interface HistoricVariable extends OperatonVariable {
  id: string;
  name: string;
  processInstanceId: string;
  activityInstanceId: string | null;
}
