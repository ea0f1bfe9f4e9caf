import { pathKey, readBody } from '../body';
import type { Routes } from '../routes';

/** Deletion of deployed resources. */
export const resourceCommands: Routes = (router, { resources }) => {
  router.post('/resources/:key/deletion', async (request, response) => {
    const key = pathKey(request.params.key, 'resourceKey');
    readBody(request.body, { operationReference: 'integer', deleteHistory: 'boolean' });
    await resources.delete(key);
    response.status(200).end();
  });
};
