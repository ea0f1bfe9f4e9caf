import { elementInstanceResource } from '../../read/resources/element-instances';
import { incidentResource } from '../../read/resources/incidents';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

/** What is known of element instances. */
export const elementInstanceQueries: Routes = (router, { read }) => {
  router.post('/element-instances/search', (request) => read.search(elementInstanceResource, request.body));
  router.get('/element-instances/:key', (request) =>
    read.get(elementInstanceResource, keyParameter(request, 'elementInstanceKey')),
  );
  router.post('/element-instances/:key/incidents/search', async (request) => {
    const key = keyParameter(request, 'elementInstanceKey');
    return read.searchOf(elementInstanceResource, key, () =>
      read.search(
        incidentResource,
        request.body,
        (bind) => `${incidentResource.fields.elementInstanceKey!.sql} = ${bind(key)}::text`,
      ),
    );
  });
};
