import { batchOperationItemResource, batchOperationResource } from '../../read/resources/batch-operations';
import type { Routes } from '../routes';

/** Batch operations and what they did to each process instance. */
export const batchOperationQueries: Routes = (router, { read }) => {
  router.post('/batch-operations/search', (request) => read.search(batchOperationResource, request.body));
  router.get('/batch-operations/:key', (request) => read.get(batchOperationResource, String(request.params.key)));
  router.post('/batch-operation-items/search', (request) => read.search(batchOperationItemResource, request.body));
};
