import { formNamed } from '../../read/resources/forms';
import { userTaskResource } from '../../read/resources/user-tasks';
import { userTaskVariableResource } from '../../read/resources/variables';
import { keyParameter, truncates } from '../parameters';
import type { Routes } from '../routes';

interface Task {
  processDefinitionKey: string;
  elementId: string;
}

/** What is known of user tasks. */
export const userTaskQueries: Routes = (router, services) => {
  const { read, catalogue } = services;
  router.post('/user-tasks/search', (request) => read.search(userTaskResource, request.body));
  router.get('/user-tasks/:key', (request) => read.get(userTaskResource, keyParameter(request, 'userTaskKey')));
  router.get('/user-tasks/:key/form', async (request) => {
    const task = await read.get<Task>(userTaskResource, keyParameter(request, 'userTaskKey'));
    const definition = await catalogue.get(task.processDefinitionKey);
    return formNamed(services, {
      form: definition.elements.get(task.elementId)?.form,
      deploymentId: definition.deploymentId,
    });
  });
  router.post('/user-tasks/:key/variables/search', async (request) => {
    const key = keyParameter(request, 'userTaskKey');
    return read.searchOf(userTaskResource, key, () =>
      read.search(
        { ...userTaskVariableResource(truncates(request)), parameters: { task: () => Promise.resolve(key) } },
        request.body,
      ),
    );
  });
};
