import { setVariables } from '../../element-instances/variables';
import type { Routes } from '../routes';

/** Variables of element instances. */
export const elementInstanceCommands: Routes = (router, { engine }) => {
  router.put('/element-instances/:key/variables', (request) => {
    const { variables } = request.body as { variables?: Record<string, unknown> };
    return setVariables(engine, String(request.params.key), variables);
  });
};
