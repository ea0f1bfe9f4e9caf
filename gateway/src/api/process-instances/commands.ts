import { invalidArgument } from '../../common/problem';
import { cancelProcessInstance } from '../../process-instances/cancellation';
import type { Creation } from '../../process-instances/creation';
import type { Routes } from '../routes';

type CreationBody = Omit<Creation, 'requestTimeoutMs'> & { requestTimeout?: number };

/** Creation and cancellation of process instances. */
export const processInstanceCommands: Routes = (router, { engine, processInstances }) => {
  router.post('/process-instances', (request) => {
    const { requestTimeout, ...body } = request.body as CreationBody;
    if (!body.processDefinitionId && !body.processDefinitionKey) {
      throw invalidArgument('At least one of [processDefinitionId, processDefinitionKey] is required');
    }
    return processInstances.create({ ...body, requestTimeoutMs: requestTimeout });
  });

  router.post('/process-instances/:key/cancellation', (request) =>
    cancelProcessInstance(engine, String(request.params.key)),
  );
};
