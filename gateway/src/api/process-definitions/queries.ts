import { badRequest, notFound } from '../../common/problem';
import { processDefinitionResource } from '../../read/resources/process-definitions';
import { formNamed } from '../../read/resources/forms';
import { definitionStatistics } from '../../read/statistics';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

/** What is known of deployed processes. */
export const processDefinitionQueries: Routes = (router, services) => {
  const { read, catalogue } = services;
  router.post('/process-definitions/search', (request) => read.search(processDefinitionResource, request.body));
  router.get('/process-definitions/:key', (request) =>
    read.get(processDefinitionResource, keyParameter(request, 'processDefinitionKey')),
  );
  router.get('/process-definitions/:key/xml', async (request, response) => {
    const key = keyParameter(request, 'processDefinitionKey');
    await read.get(processDefinitionResource, key);
    response.type('text/xml').send((await catalogue.get(key)).originalXml);
  });
  router.get('/process-definitions/:key/form', async (request) => {
    const key = keyParameter(request, 'processDefinitionKey');
    await read.get(processDefinitionResource, key);
    const { model, deploymentId } = await catalogue.get(key);
    const form = await formNamed(services, { form: model.startForm, deploymentId });
    if (model.startForm && !form) {
      throw notFound(`Form with id '${model.startForm.id}' not found`);
    }
    return form;
  });
  router.post('/process-definitions/:key/statistics/element-instances', async (request) => {
    const key = keyParameter(request, 'processDefinitionKey');
    const { filter = {}, ...others } = request.body as { filter?: Record<string, unknown> };
    if (Object.keys(others).length > 0) {
      throw badRequest(`Request property [${Object.keys(others)[0]}] cannot be parsed`);
    }
    return { items: await definitionStatistics(services, key, filter) };
  });
};
