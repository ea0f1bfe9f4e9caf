import { notFound } from '../common/problem';
import { typedIncident } from '../operaton/incident-convention';
import type { Routes } from './routes';
import type { Services } from './services';
import { date, found, pageOf, refuseOthers, valueOf, type SearchRequest } from './search';

interface IncidentRow {
  id: string;
  incidentTimestamp: string;
  incidentType: string;
  incidentMessage: string | null;
  activityId: string;
  executionId: string;
  processInstanceId: string;
  processDefinitionId: string;
  configuration: string;
}

async function incidentOf({ catalogue }: Services, row: IncidentRow) {
  return {
    processDefinitionId: (await catalogue.get(row.processDefinitionId)).key,
    ...typedIncident(row.incidentType, row.incidentMessage),
    elementId: row.activityId.replace(/#multiInstanceBody$/, ''),
    creationTime: date(row.incidentTimestamp),
    state: 'ACTIVE',
    tenantId: '<default>',
    incidentKey: row.id,
    processDefinitionKey: row.processDefinitionId,
    processInstanceKey: row.processInstanceId,
    elementInstanceKey: row.executionId,
    jobKey: row.incidentType === 'failedExternalTask' ? row.configuration : undefined,
  };
}

/** Incidents that are open; resolving one tries its job again. */
export const incidents: Routes = (router, services) => {
  const { engine } = services;
  const get = async (key: string): Promise<IncidentRow> => {
    const [row] = await engine.get<IncidentRow[]>('/incident', { incidentId: key });
    if (!row) {
      throw notFound(`Incident with key '${key}' not found`);
    }
    return row;
  };

  router.post('/incidents/search', async (request) => {
    const body = request.body as SearchRequest;
    const filter = body.filter ?? {};
    refuseOthers(filter, [
      'processInstanceKey',
      'processDefinitionKey',
      'processDefinitionId',
      'elementId',
      'incidentKey',
      'state',
      'tenantId',
    ]);
    const query = {
      processInstanceId: valueOf(filter, 'processInstanceKey'),
      processDefinitionId: valueOf(filter, 'processDefinitionKey'),
      processDefinitionKeyIn: valueOf(filter, 'processDefinitionId'),
      activityId: valueOf(filter, 'elementId'),
      incidentId: valueOf(filter, 'incidentKey'),
    };
    const [rows, { count }] = await Promise.all([
      engine.get<IncidentRow[]>('/incident', { ...query, ...pageOf(body) }),
      engine.get<{ count: number }>('/incident/count', query),
    ]);
    return found(await Promise.all(rows.map((row) => incidentOf(services, row))), count);
  });

  router.get('/incidents/:key', async (request) => incidentOf(services, await get(String(request.params.key))));
};
