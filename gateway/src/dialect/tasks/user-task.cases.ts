import { line, mapping, userTask, type DialectCase, type RefusalCase } from '../dialect.cases';

export const cases: DialectCase[] = [
  {
    name: 'assignment, schedule, priority and form from expressions',
    body: line([
      'u',
      userTask(
        'u',
        `<zeebe:formDefinition formId="sign-in"/><zeebe:assignmentDefinition assignee="=who" candidateGroups="=[&quot;unit:&quot; + unit, &quot;agent&quot;]" candidateUsers="=users"/>
         <zeebe:taskSchedule dueDate="=due" followUpDate="=date and time(&quot;2030-01-01T00:00:00Z&quot;)"/><zeebe:priorityDefinition priority="=40 + 2"/>`,
      ),
    ]),
    start: { who: 'wang', unit: 'u1', users: ['a', 'b'], due: '2030-01-02T08:00:00+08:00' },
    steps: [
      {
        task: 'u',
        groups: ['agent', 'unit:u1'],
        users: ['a', 'b'],
        sees: { assignee: 'wang', priority: 42, due: '2030-01-02T00:00:00.000+0000', followUp: '2030-01-01T00:00:00.000+0000' },
        variables: { solved: true },
      },
    ],
    path: ['s', 'u', 'e'],
  },
  {
    name: 'literals, and what has no value is left out; the priority is 50 by default',
    body: line(['u', userTask('u', '<zeebe:assignmentDefinition assignee="=nobody" candidateGroups="agent, supervisor"/><zeebe:taskSchedule dueDate="=never"/>')]),
    steps: [{ task: 'u', groups: ['agent', 'supervisor'], sees: { assignee: null, due: null, priority: 50 }, variables: { approved: true } }],
    variables: { approved: true },
  },
  {
    name: 'with output mappings what the form sends stays in the task',
    body: line(['u', userTask('u', mapping([['=n + 1', 'shown']], [['=answer', 'kept']]))]),
    start: { n: 1 },
    steps: [{ task: 'u', variables: { answer: 'yes', note: 'x' } }],
    variables: { n: 1, kept: 'yes' },
  },
];

export const refusals: RefusalCase[] = [
  { name: 'a job-worker user task', body: '<bpmn:userTask id="t"/>', elementId: 't', construct: 'bpmn:userTask' },
  {
    name: 'a task listener',
    body: userTask('t', '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="x"/></zeebe:taskListeners>'),
    elementId: 't',
    construct: 'zeebe:TaskListeners',
  },
];
