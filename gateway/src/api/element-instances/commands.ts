import { readBody, Violations } from '../body';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

interface Activation {
  elements?: { elementId?: string; variables?: Record<string, unknown> | null }[];
  cancelRemainingInstances?: boolean;
}

/** Variables of element instances, and what is activated in ad-hoc sub-processes. */
export const elementInstanceCommands: Routes = (router, { elementVariables, adHocActivities }) => {
  router.post('/element-instances/ad-hoc-activities/:key/activation', (request) => {
    const { elements = [], cancelRemainingInstances } = readBody<Activation>(request.body, {
      elements: 'list',
      cancelRemainingInstances: 'boolean',
    });
    const key = keyParameter(request, 'adHocSubProcessInstanceKey');
    new Violations()
      .check(elements.length > 0, 'No elements provided')
      .check(
        elements.every((element) => element?.elementId),
        'No elementId provided',
      )
      .refuse();
    const wanted = elements.map(({ elementId, variables }) => ({ elementId: elementId!, variables: variables ?? {} }));
    return adHocActivities.activate(key, wanted, cancelRemainingInstances ?? false);
  });

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
