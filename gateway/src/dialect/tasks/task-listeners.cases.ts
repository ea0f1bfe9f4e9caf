import type { ConstructTable, Step } from '../constructs.cases';

type Rest = Omit<Extract<Step, { job: string }>, 'job' | 'listens'>;

/** The job of a task listener at the task `u` comes and is done. */
const listener = (job: string, to: string, rest: Rest = {}): Step => ({ job, listens: { at: 'u', to }, ...rest });

export const table: ConstructTable = {
  construct: 'Task listeners',
  differs:
    "listeners of type 'canceling' are refused: the engine ends a task without waiting; jobs do not name the form; an instance is not migrated (409) while a task listener is at work",
  covers: ['zeebe:TaskListeners'],
  cases: [
    {
      file: 'creating',
      name: 'a task is there for all when its creating listeners are done, with what they have corrected; then it is assigned',
      start: { who: 'wang' },
      steps: [
        { task: 'u', state: 'CREATING', sees: { candidateGroups: ['a'] } },
        listener('first', 'CREATING', {
          retries: 5,
          headers: { colour: 'red' },
          userTask: { assignee: 'wang', priority: 50, candidateGroups: ['a'], changedAttributes: [] },
          result: { corrections: { priority: 80, candidateGroups: ['b', 'c'], dueDate: '2030-01-02T08:00:00Z' } },
        }),
        listener('second', 'CREATING', { userTask: { priority: 80, candidateGroups: ['b', 'c'] } }),
        { task: 'u', state: 'ASSIGNING', sees: { priority: 80 } },
        listener('assigned', 'ASSIGNING', { userTask: { assignee: 'wang', changedAttributes: ['assignee'] } }),
        {
          task: 'u',
          sees: { assignee: 'wang', priority: 80, candidateGroups: ['b', 'c'], dueDate: '2030-01-02T08:00:00.000Z' },
          complete: {},
        },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'assigning',
      name: 'an assignment waits for its listener, which may correct it or deny it',
      steps: [
        { task: 'u', assign: 'li', later: true },
        listener('assigned', 'ASSIGNING', {
          userTask: { action: 'assign', assignee: 'li', changedAttributes: ['assignee'] },
          result: { corrections: { assignee: 'zhao' } },
        }),
        { answered: true },
        { task: 'u', sees: { assignee: 'zhao' }, assign: 'li', later: true },
        listener('assigned', 'ASSIGNING', { result: { denied: true, deniedReason: 'on leave' } }),
        { answered: "was denied by Task Listener. Reason to deny: 'on leave'" },
        { task: 'u', sees: { assignee: 'zhao' }, complete: {} },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'updating',
      name: 'updates of a task and variables set at it wait for its listener',
      steps: [
        { task: 'u', update: { priority: 70, candidateUsers: ['a'] }, later: true },
        listener('updated', 'UPDATING', {
          userTask: { action: 'update', priority: 70, changedAttributes: ['candidateUsers', 'priority'] },
        }),
        { answered: true },
        { task: 'u', sees: { priority: 70, candidateUsers: ['a'] }, set: { note: 'x' }, later: true },
        listener('updated', 'UPDATING', { sees: { note: 'x' } }),
        { answered: true },
        { task: 'u', complete: {} },
      ],
      variables: {},
      path: ['s', 'u', 'e'],
    },
    {
      file: 'completing',
      name: 'a completion waits for its listeners in their order; denied, the task stays as it was',
      steps: [
        { task: 'u', complete: { solved: false }, later: true },
        listener('first', 'COMPLETING', { sees: { solved: false }, result: { corrections: { priority: 1 } } }),
        { task: 'u', state: 'COMPLETING' },
        listener('second', 'COMPLETING', {
          userTask: { priority: 1 },
          result: { denied: true, deniedReason: 'not solved' },
        }),
        { answered: 'Completion of the User Task with key' },
        { active: ['u'] },
        { task: 'u', sees: { priority: 50 }, complete: { solved: true }, later: true },
        listener('first', 'COMPLETING'),
        listener('second', 'COMPLETING'),
        { answered: true },
      ],
      variables: { solved: true },
      path: ['s', 'u', 'e'],
    },
    {
      file: 'mapped',
      name: 'what is sent with a completion goes through the output mappings when the listener is done, before the end listener',
      steps: [
        { task: 'u', complete: { answer: 42 }, later: true },
        listener('completed', 'COMPLETING'),
        { answered: true },
        { job: 'left', listens: { at: 'u', to: 'END' }, sees: { out: 42 } },
      ],
      variables: { out: 42 },
      path: ['s', 'u', 'e'],
    },
    {
      file: 'fails',
      name: 'a listener without retries is an incident; resolved, that listener is tried again and the change goes on',
      steps: [
        { task: 'u', complete: {}, later: true },
        listener('completed', 'COMPLETING', { fail: { retries: 0, message: 'down' } }),
        { incident: 'u', type: 'TASK_LISTENER_NO_RETRIES', says: 'down' },
        listener('completed', 'COMPLETING'),
        { answered: true },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'type-fails',
      name: 'a type that cannot be told is an incident; resolved, all listeners of the change come again',
      steps: [
        { task: 'u', complete: {}, later: true },
        listener('first', 'COMPLETING'),
        { incident: 'u', type: 'EXTRACT_VALUE_ERROR', set: { which: 'task-listeners.type-fails:second' } },
        listener('first', 'COMPLETING'),
        listener('second', 'COMPLETING'),
        { answered: true },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'refusals',
      name: 'variables, a denied creation and an assignee against the diagram are refused',
      start: { who: 'wang' },
      steps: [
        listener('created', 'CREATING', {
          result: { denied: true },
          rejected: "Denying result is not supported for 'CREATING'",
        }),
        { cancel: true },
      ],
      state: 'TERMINATED',
    },
    {
      file: 'cancel',
      name: 'a task that waits for its listeners ends with a cancelled instance',
      steps: [{ task: 'u', complete: {}, later: true }, { task: 'u', state: 'COMPLETING' }, { cancel: true }],
      state: 'TERMINATED',
      path: ['s', '-u'],
    },
    {
      file: 'canceling',
      name: 'listeners of cancellations are refused',
      refused: { element: 'u', reason: "Task listeners of type 'canceling' are not supported", hereOnly: true },
    },
    {
      file: 'job',
      name: 'listeners of a task for job workers are refused',
      refused: { element: 'u', reason: 'Task listeners are for Camunda user tasks' },
    },
    {
      file: 'no-type',
      name: 'a listener without a type is refused',
      refused: { element: 'u', reason: "Attribute 'type' must be present and not empty" },
    },
  ],
};
