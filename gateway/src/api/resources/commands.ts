import { readBody } from '../body';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

/** Deletion of deployed resources. */
export const resourceCommands: Routes = (router, { resources }) => {
  router.post('/resources/:key/deletion', async (request, response) => {
    const key = keyParameter(request, 'resourceKey');
    readBody(request.body, { operationReference: 'reference', deleteHistory: 'boolean' });
    await resources.delete(key);
    response.status(200).end();
  });
};
