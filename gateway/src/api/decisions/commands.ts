import { invalidArgument } from '../../common/problem';
import type { Routes } from '../routes';

/** Decision evaluation. */
export const decisionCommands: Routes = (router, { decisions }) => {
  router.post('/decision-definitions/evaluation', (request) => {
    const body = request.body as { decisionDefinitionId?: string; variables?: Record<string, unknown> };
    if (!body.decisionDefinitionId) {
      throw invalidArgument('decisionDefinitionId is required');
    }
    return decisions.evaluate(body.decisionDefinitionId, body.variables);
  });
};
