import { fullVariable, variableResource } from '../../read/resources/variables';
import { keyParameter, truncates } from '../parameters';
import type { Routes } from '../routes';

/** Variables of every scope. */
export const variableQueries: Routes = (router, { read }) => {
  router.post('/variables/search', (request) => read.search(variableResource(truncates(request)), request.body));
  router.get('/variables/:key', (request) => read.get(fullVariable, keyParameter(request, 'variableKey')));
};
