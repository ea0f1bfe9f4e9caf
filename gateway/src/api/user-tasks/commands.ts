import { invalidArgument } from '../../common/problem';
import type { UserTaskChanges } from '../../user-tasks/user-tasks';
import type { Routes } from '../routes';

/** Completion, assignment and update of user tasks. */
export const userTaskCommands: Routes = (router, { userTasks }) => {
  router.post('/user-tasks/:key/completion', (request) => {
    const { variables } = request.body as { variables?: Record<string, unknown> | null };
    return userTasks.complete(String(request.params.key), variables);
  });

  router.post('/user-tasks/:key/assignment', (request) => {
    const body = request.body as { assignee?: string; allowOverride?: boolean | null };
    if (!body.assignee) {
      throw invalidArgument('No assignee provided.');
    }
    return userTasks.assign(String(request.params.key), body.assignee, body.allowOverride ?? true);
  });

  router.delete('/user-tasks/:key/assignee', (request) => userTasks.unassign(String(request.params.key)));

  router.patch('/user-tasks/:key', (request) => {
    const { changeset } = request.body as { changeset?: UserTaskChanges | null };
    return userTasks.update(String(request.params.key), changeset ?? {});
  });
};
