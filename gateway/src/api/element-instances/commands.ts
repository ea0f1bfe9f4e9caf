import { readBody, Violations } from '../body';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

/** Variables of element instances. */
export const elementInstanceCommands: Routes = (router, { elementVariables }) => {
  router.put('/element-instances/:key/variables', (request) => {
    const key = keyParameter(request, 'elementInstanceKey');
    const body = readBody<{ variables?: Record<string, unknown>; local?: boolean }>(request.body, {
      variables: 'object',
      local: 'boolean',
      operationReference: 'reference',
    });
    new Violations().required(body.variables, 'variables').refuse();
    return elementVariables.set(key, body.variables!, body.local ?? false);
  });
};
