import { incidentResource } from '../../read/resources/incidents';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

/** Incidents, open and resolved. */
export const incidentQueries: Routes = (router, { read }) => {
  router.post('/incidents/search', (request) => read.search(incidentResource, request.body));
  router.get('/incidents/:key', (request) => read.get(incidentResource, keyParameter(request, 'incidentKey')));
};
