import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

/** Resolution of incidents. */
export const incidentCommands: Routes = (router, { incidents }) => {
  router.post('/incidents/:key/resolution', (request) => incidents.resolve(keyParameter(request, 'incidentKey')));
};
