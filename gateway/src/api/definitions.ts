import { notFound } from '../common/problem';
import type { OperatonDefinition } from '../definitions/catalogue';
import type { Routes } from './routes';
import { found, pageOf, refuseOthers, sortingOf, valueOf, valuesOf, type SearchRequest } from './search';

function definitionOf(row: OperatonDefinition, hasStartForm: boolean) {
  return {
    name: row.name ?? undefined,
    resourceName: row.resource,
    version: row.version,
    versionTag: row.versionTag ?? undefined,
    processDefinitionId: row.key,
    tenantId: '<default>',
    processDefinitionKey: row.id,
    hasStartForm,
  };
}

/** Deployments and process definitions. */
export const definitions: Routes = (router, { engine, catalogue }) => {
  router.post('/process-definitions/search', async (request) => {
    const body = request.body as SearchRequest;
    const filter = body.filter ?? {};
    refuseOthers(filter, [
      'name',
      'isLatestVersion',
      'resourceName',
      'version',
      'versionTag',
      'processDefinitionId',
      'processDefinitionKey',
      'tenantId',
    ]);
    const query = {
      name: valueOf(filter, 'name'),
      resourceName: valueOf(filter, 'resourceName'),
      version: valueOf(filter, 'version'),
      versionTag: valueOf(filter, 'versionTag'),
      key: valueOf(filter, 'processDefinitionId'),
      processDefinitionIdIn: valuesOf(filter, 'processDefinitionKey')?.join(','),
      latestVersion: filter.isLatestVersion === true ? true : undefined,
    };
    const [sorting] = sortingOf(body, {
      processDefinitionId: 'key',
      name: 'name',
      version: 'version',
      processDefinitionKey: 'id',
    });
    const [rows, { count }] = await Promise.all([
      engine.get<OperatonDefinition[]>('/process-definition', { ...query, ...pageOf(body), ...sorting }),
      engine.get<{ count: number }>('/process-definition/count', query),
    ]);
    const items = await Promise.all(
      rows.map(async (row) => definitionOf(row, Boolean((await catalogue.get(row.id)).model.startFormId))),
    );
    return found(items, count);
  });

  router.get('/process-definitions/:key', async (request) => {
    const definition = await catalogue.get(String(request.params.key));
    return definitionOf(definition, Boolean(definition.model.startFormId));
  });

  router.get('/process-definitions/:key/xml', async (request, response) => {
    response.type('text/xml').send((await catalogue.get(String(request.params.key))).originalXml);
  });

  router.post('/process-definitions/:key/statistics/element-instances', async (request) => {
    const definition = await catalogue.get(String(request.params.key));
    const rows = await engine.get<StatisticsRow[]>(`/history/process-definition/${definition.id}/statistics`, {
      canceled: true,
      finished: true,
      completeScope: true,
      incidents: true,
    });
    return {
      items: rows.map((row) => ({
        elementId: row.id,
        active: row.instances,
        canceled: row.canceled,
        incidents: row.openIncidents,
        completed: row.finished - row.canceled,
      })),
    };
  });
};

interface StatisticsRow {
  id: string;
  instances: number;
  canceled: number;
  finished: number;
  openIncidents: number;
}

/** Thrown by lookups of a form that is not deployed. */
export const formNotFound = (id: string) => notFound(`Form with id '${id}' not found`);
