import { badRequest } from '../../common/problem';
import { checkTenant } from '../../common/tenant';
import { filesOf } from '../multipart';
import type { Routes } from '../routes';

/** Deployments. */
export const deploymentCommands: Routes = (router, { deployments }) => {
  router.post('/deployments', async (request, response) => {
    const files = await filesOf(request, response);
    if (files.length === 0) {
      throw badRequest("Required part 'resources' is not present.");
    }
    checkTenant('Deploy Resources', (request.body as { tenantId?: string } | undefined)?.tenantId);
    return deployments.deploy(files.map(({ name, content }) => ({ name, content: content.toString('utf8') })));
  });
};
