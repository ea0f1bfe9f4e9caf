import type { UserTaskChanges } from '../../user-tasks/user-tasks';
import { invalidArgument } from '../../common/problem';
import { readBody, Violations } from '../body';
import { keyParameter } from '../parameters';
import type { Routes } from '../routes';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})(\[.+\])?$/i;
const NOTHING =
  'No update data provided. Provide at least an "action" or a non-null value for a supported attribute in the "changeset".';

/** Completion, assignment and update of user tasks. */
export const userTaskCommands: Routes = (router, { userTasks }) => {
  router.post('/user-tasks/:key/completion', (request) => {
    const key = keyParameter(request, 'userTaskKey');
    const body = readBody<{ variables?: Record<string, unknown>; action?: string }>(request.body, {
      variables: 'object',
      action: 'text',
    });
    return userTasks.complete(key, body.variables, body.action ?? undefined);
  });

  router.post('/user-tasks/:key/assignment', (request) => {
    const key = keyParameter(request, 'userTaskKey');
    const body = readBody<{ assignee?: string; allowOverride?: boolean; action?: string }>(request.body, {
      assignee: 'text',
      allowOverride: 'boolean',
      action: 'text',
    });
    new Violations().required(body.assignee, 'assignee').refuse();
    return userTasks.assign(key, body.assignee!, body.allowOverride ?? true, body.action ?? undefined);
  });

  router.delete('/user-tasks/:key/assignee', (request) => userTasks.unassign(keyParameter(request, 'userTaskKey')));

  router.patch('/user-tasks/:key', (request) => {
    const key = keyParameter(request, 'userTaskKey');
    const body = readBody<{ changeset?: Record<string, unknown>; action?: string }>(request.body, {
      changeset: 'object',
      action: 'text',
    });
    return userTasks.update(key, changesOf(body.changeset ?? {}, body.action), body.action ?? undefined);
  });
};

/** Attributes beside the five are ignored, as Camunda's API says. */
function changesOf(changeset: Record<string, unknown>, action: string | undefined): UserTaskChanges {
  const changes = readBody<UserTaskChanges>(
    Object.fromEntries(
      ['candidateGroups', 'candidateUsers', 'dueDate', 'followUpDate', 'priority']
        .filter((name) => name in changeset)
        .map((name) => [name, changeset[name]]),
    ),
    { candidateGroups: 'texts', candidateUsers: 'texts', dueDate: 'text', followUpDate: 'text', priority: 'integer' },
    'changeset.',
  );
  if (Object.keys(changes).length === 0 && !action) {
    throw invalidArgument(NOTHING);
  }
  const isDate = (text: string | null | undefined) => !text || (RFC_3339.test(text) && !Number.isNaN(Date.parse(text)));
  new Violations()
    .check(isDate(changes.dueDate), unparsed('due date', changes.dueDate))
    .check(isDate(changes.followUpDate), unparsed('follow-up date', changes.followUpDate))
    .check(
      changes.priority === undefined || (changes.priority! >= 0 && changes.priority! <= 100),
      `The value for priority is '${changes.priority}' but must be within the [0,100] range`,
    )
    .refuse();
  return changes;
}

const unparsed = (name: string, text: string | null | undefined) =>
  `The provided ${name} '${text}' cannot be parsed as a date according to RFC 3339, section 5.6`;
