import { decisionInstanceResource, fullDecisionInstanceResource } from '../../read/resources/decision-instances';
import { decisionDefinitionResource, decisionRequirementsResource } from '../../read/resources/decisions';
import type { Resource } from '../../read/resource';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';
import type { Services } from '../services';

/** The file of a decision or of requirements as it was uploaded. Throws NOT_FOUND. */
export async function decisionFile({ read }: Services, resource: Resource, key: string): Promise<string> {
  await read.get(resource, key);
  const [row] = await read.engineRows<{ xml: string }>(
    `SELECT convert_from(b.bytes_, 'UTF8') AS xml FROM ${resource.from} WHERE ${resource.fields[resource.key]!.sql} = $1`,
    [key],
  );
  return row!.xml;
}

/** Decisions, their requirements and what was evaluated. */
export const decisionQueries: Routes = (router, services) => {
  const { read } = services;
  for (const [path, resource, name] of [
    ['/decision-definitions', decisionDefinitionResource, 'decisionDefinitionKey'],
    ['/decision-requirements', decisionRequirementsResource, 'decisionRequirementsKey'],
  ] as const) {
    router.post(`${path}/search`, (request) => read.search(resource, request.body));
    router.get(`${path}/:key`, (request) => read.get(resource, keyParameter(request, name)));
    router.get(`${path}/:key/xml`, async (request, response) => {
      response.type('text/xml').send(await decisionFile(services, resource, keyParameter(request, name)));
    });
  }
  router.post('/decision-instances/search', (request) => read.search(decisionInstanceResource, request.body));
  router.get('/decision-instances/:key', (request) =>
    read.get(fullDecisionInstanceResource, keyParameter(request, 'decisionEvaluationInstanceKey')),
  );
};
