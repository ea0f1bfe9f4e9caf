import { notFound } from '../../common/problem';
import { decisionDefinitionResource, decisionRequirementsResource } from '../../read/resources/decisions';
import { formResource } from '../../read/resources/forms';
import { processDefinitionResource } from '../../read/resources/process-definitions';
import { decisionFile } from '../decisions/queries';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';
import type { Services } from '../services';

interface Deployed {
  resource: object;
  content: () => Promise<string>;
}

/** Whatever is deployed under a key; what was deleted is no longer. Throws NOT_FOUND. */
async function deployed(services: Services, key: string): Promise<Deployed> {
  const { read, catalogue } = services;
  const shown = (resourceName: string, resourceId: string, version: number, versionTag?: string) => ({
    resourceName,
    version,
    ...(versionTag ? { versionTag } : {}),
    resourceId,
    tenantId: '<default>',
    resourceKey: key,
  });
  type Process = { resourceName: string; processDefinitionId: string; version: number; versionTag?: string };
  const process = (await catalogue.active(key)) && (await read.find<Process>(processDefinitionResource, key));
  if (process) {
    return {
      resource: shown(process.resourceName, process.processDefinitionId, process.version, process.versionTag),
      content: async () => (await catalogue.get(key)).originalXml,
    };
  }
  const [form] = await read.gatewayRows<{ id: string; version: number; name: string; content: string }>(
    'SELECT form_id AS id, version, resource_name AS name, content FROM gateway.form WHERE key::text = $1 AND NOT deleted',
    [key],
  );
  if (form) {
    return { resource: shown(form.name, form.id, form.version), content: () => Promise.resolve(form.content) };
  }
  if (await isDeleted(services, key)) {
    throw missing(key);
  }
  type Requirements = { resourceName: string; decisionRequirementsId: string; version: number };
  const requirements = await read.find<Requirements>(decisionRequirementsResource, key);
  if (requirements) {
    return {
      resource: shown(requirements.resourceName, requirements.decisionRequirementsId, requirements.version),
      content: () => decisionFile(services, decisionRequirementsResource, key),
    };
  }
  type Decision = { decisionRequirementsKey: string; decisionDefinitionId: string; version: number };
  const decision = await read.find<Decision>(decisionDefinitionResource, key);
  if (decision) {
    if (await isDeleted(services, decision.decisionRequirementsKey)) {
      throw missing(key);
    }
    const file = await read.get<Requirements>(decisionRequirementsResource, decision.decisionRequirementsKey);
    return {
      resource: shown(file.resourceName, decision.decisionDefinitionId, decision.version),
      content: () => decisionFile(services, decisionDefinitionResource, key),
    };
  }
  throw missing(key);
}

const missing = (key: string) => notFound(`Resource with key '${key}' not found`);

async function isDeleted({ read }: Services, requirementsKey: string): Promise<boolean> {
  const rows = await read.gatewayRows('SELECT 1 FROM gateway.deleted_requirements WHERE key::text = $1', [
    requirementsKey,
  ]);
  return rows.length > 0;
}

/** Deployed resources of every kind, and forms. */
export const resourceQueries: Routes = (router, services) => {
  router.get(
    '/resources/:key',
    async (request) => (await deployed(services, keyParameter(request, 'resourceKey'))).resource,
  );
  router.get('/resources/:key/content', async (request, response) => {
    const { content } = await deployed(services, keyParameter(request, 'resourceKey'));
    response.type('text/plain').send(await content());
  });
  router.get('/forms/:key', (request) => services.read.get(formResource, keyParameter(request, 'formKey')));
};
