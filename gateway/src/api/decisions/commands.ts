import { checkTenant } from '../../common/tenant';
import type { Evaluation } from '../../decisions/evaluation';
import { readBody, Violations } from '../body';
import type { Routes } from '../routes';

/** Decision evaluation. */
export const decisionCommands: Routes = (router, { decisions }) => {
  router.post('/decision-definitions/evaluation', (request) => {
    const body = readBody<Evaluation & { tenantId?: string }>(request.body, {
      decisionDefinitionId: 'text',
      decisionDefinitionKey: 'any',
      variables: 'object',
      tenantId: 'text',
    });
    const { decisionDefinitionId: id, decisionDefinitionKey: key } = body;
    new Violations()
      .check(Boolean(id || key), 'At least one of [decisionDefinitionId, decisionDefinitionKey] is required')
      .check(!(id && key), 'Only one of [decisionDefinitionId, decisionDefinitionKey] is allowed')
      .key(key, 'decisionDefinitionKey')
      .refuse();
    checkTenant('Evaluate Decision', body.tenantId);
    return decisions.evaluate({ ...body, decisionDefinitionKey: key && String(key) });
  });
};
