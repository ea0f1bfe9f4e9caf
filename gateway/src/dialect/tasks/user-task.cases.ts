import type { ConstructTable } from '../constructs.cases';

export const table: ConstructTable = {
  construct: 'User task',
  differs: 'expressions and deployed forms at tasks for job workers are refused',
  covers: [
    'bpmn:UserTask',
    'zeebe:UserTask',
    'zeebe:AssignmentDefinition',
    'zeebe:PriorityDefinition',
    'zeebe:TaskSchedule',
    'zeebe:FormDefinition',
  ],
  cases: [
    {
      file: 'expressions',
      name: 'assignment, schedule, priority and form from expressions',
      start: {
        who: 'wang',
        unit: 'u1',
        users: ['a', 'b'],
        due: '2030-01-02T08:00:00+08:00',
      },
      steps: [
        {
          task: 'u',
          sees: {
            assignee: 'wang',
            priority: 42,
          },
          complete: {
            solved: true,
          },
        },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'literals',
      name: 'literals, and what is null is left out; the priority is 50 by default',
      steps: [
        {
          task: 'u',
          sees: {
            priority: 50,
          },
          complete: {
            approved: true,
          },
        },
      ],
      variables: {
        approved: true,
      },
    },
    {
      file: 'form',
      name: 'the form is found by its id',
      with: ['form'],
      steps: [
        {
          task: 'u',
          form: 'answer',
          complete: {},
        },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'form-deployment',
      name: 'the form is the one that was deployed with the process',
      with: ['form'],
      steps: [
        {
          task: 'u',
          form: 'user-task-form-deployment',
          complete: {},
        },
      ],
    },
    {
      file: 'form-version-tag',
      name: 'the form is the one with the version tag',
      with: ['form'],
      steps: [
        {
          task: 'u',
          form: 'user-task-form-version-tag',
          complete: {},
        },
      ],
    },
    {
      file: 'form-no-tag',
      name: 'a form bound to a version tag that is not said is refused',
      refused: {
        element: 'u',
        reason: "Attribute 'versionTag' must be present and not empty for the binding type 'versionTag'",
      },
    },
    {
      file: 'form-missing',
      name: 'a form that is not deployed is an incident, and leaves no task behind',
      steps: [
        {
          incident: 'u',
          type: 'FORM_NOT_FOUND',
          says: 'no form with this id is found',
          resolve: false,
        },
        {
          cancel: true,
        },
      ],
      path: ['s', '-u'],
      state: 'TERMINATED',
    },
    {
      file: 'external-form',
      name: 'a reference to a form elsewhere is given to the client',
      steps: [
        {
          task: 'u',
          sees: {
            externalFormReference: 'form-7',
          },
          complete: {},
        },
      ],
    },
    {
      file: 'priority',
      name: 'a priority out of range is an incident, and leaves no task behind',
      start: {
        p: 101,
      },
      steps: [
        {
          incident: 'u',
          type: 'EXTRACT_VALUE_ERROR',
          says: 'Expected priority to be in the range [0,100] but was',
          set: {
            p: 9,
          },
        },
        {
          task: 'u',
          sees: {
            priority: 9,
          },
          complete: {},
        },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'due-date',
      name: 'a due date that is none is an incident',
      start: {
        due: 'soon',
      },
      steps: [
        {
          incident: 'u',
          type: 'EXTRACT_VALUE_ERROR',
          says: "Invalid date-time format 'soon' for expression 'due'",
          set: {
            due: '2030-01-02T08:00:00Z',
          },
        },
        {
          task: 'u',
          complete: {},
        },
      ],
      path: ['s', 'u', 'e'],
    },
    {
      file: 'groups',
      name: 'candidate groups that are no list of texts are an incident',
      steps: [
        {
          incident: 'u',
          type: 'EXTRACT_VALUE_ERROR',
          says: "'ARRAY'",
          resolve: false,
        },
      ],
      state: 'ACTIVE',
      path: ['s', '+u'],
    },
    {
      file: 'name',
      name: 'a name that Operaton would read as an expression is a name',
      steps: [
        {
          task: 'u',
          sees: {
            name: 'pay ${1+1} #{x}',
          },
          complete: {},
        },
      ],
    },
    {
      file: 'job',
      name: 'a user task for a job worker is a job, described by its headers',
      steps: [
        {
          job: 'io.camunda.zeebe:userTask',
          retries: 1,
          headers: {
            'io.camunda.zeebe:assignee': 'wang',
            'io.camunda.zeebe:candidateGroups': '["a","b"]',
            'io.camunda.zeebe:dueDate': '2030-01-02T08:00:00Z',
            'io.camunda.zeebe:formKey': 'camunda-forms:bpmn:x',
            colour: 'red',
          },
          complete: {
            done: true,
          },
        },
      ],
      path: ['s', 'u', 'e'],
      variables: {
        done: true,
      },
    },
    {
      file: 'job-expression',
      name: 'an expression at a user task for a job worker is refused',
      refused: {
        element: 'u',
        reason: "'assignee' of a job worker's task is an expression",
        hereOnly: true,
      },
    },
    {
      file: 'job-form',
      name: 'a deployed form at a user task for a job worker is refused',
      refused: {
        element: 'u',
        reason: "named by 'formKey' only",
        hereOnly: true,
      },
    },
    {
      file: 'bad-priority',
      name: 'a literal priority out of range is refused',
      refused: {
        element: 'u',
        reason: 'Expected priority to be in the range [0,100]',
      },
    },
    {
      file: 'bad-date',
      name: 'a literal date that is none is refused',
      refused: {
        element: 'u',
        reason: "but found 'tomorrow'",
      },
    },
    {
      file: 'form-key',
      name: 'a form key of a job worker is refused',
      refused: {
        element: 'u',
        reason: 'a form key is for tasks of job workers',
      },
    },
  ],
};
