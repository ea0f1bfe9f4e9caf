import { readBody } from '../body';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

/** Resolution of incidents. */
export const incidentCommands: Routes = (router, { incidents }) => {
  router.post('/incidents/:key/resolution', (request) => {
    const key = keyParameter(request, 'incidentKey');
    readBody(request.body, { operationReference: 'reference' });
    return incidents.resolve(key);
  });
};
