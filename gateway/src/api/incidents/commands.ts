import { pathKey } from '../body';
import type { Routes } from '../routes';

/** Resolution of incidents. */
export const incidentCommands: Routes = (router, { incidents }) => {
  router.post('/incidents/:key/resolution', (request) => incidents.resolve(pathKey(request.params.key, 'incidentKey')));
};
