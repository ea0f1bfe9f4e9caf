import { badRequest, messageTooLarge } from '../../common/problem';
import { checkTenant } from '../../common/tenant';
import { filesOf } from '../multipart';
import type { Routes } from '../routes';

/** Deployments. */
export const deploymentCommands: Routes = (router, { deployments, settings }) => {
  router.post('/deployments', async (request, response) => {
    const files = await filesOf(request, response);
    if (files.length === 0) {
      throw badRequest("Required part 'resources' is not present.");
    }
    if (files.reduce((sum, { content }) => sum + content.length, 0) > settings.maxMessageBytes) {
      throw messageTooLarge();
    }
    checkTenant('Deploy Resources', (request.body as { tenantId?: string } | undefined)?.tenantId);
    return deployments.deploy(files.map(({ name, content }) => ({ name, content: content.toString('utf8') })));
  });
};
