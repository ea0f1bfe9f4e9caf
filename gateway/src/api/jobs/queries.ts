import { jobResource } from '../../read/resources/jobs';
import type { Routes } from '../routes';

/** Jobs, waiting and done. */
export const jobQueries: Routes = (router, { read }) => {
  router.post('/jobs/search', (request) => read.search(jobResource, request.body));
};
