import { extension, type BpmnElement } from '../bpmn';
import type { Translation } from '../construct';
import { isExpression } from '../juel';
import { HEADER_PREFIX, taskHeaders } from './job';

/** Zeebe's job type of a user task without `zeebe:userTask`, and the prefix of the headers that describe the task. */
export const USER_TASK_JOB = 'io.camunda.zeebe:userTask';
const RESERVED = 'io.camunda.zeebe:';
/** Zeebe gives such a job one try. */
const RETRIES = '1';

const list = (names: string) =>
  JSON.stringify(
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  );

/** What the headers say, by their names behind the prefix. */
function description(element: BpmnElement): Record<string, string | undefined> {
  const assignment = extension(element, 'zeebe:AssignmentDefinition');
  const schedule = extension(element, 'zeebe:TaskSchedule');
  return {
    assignee: assignment?.assignee,
    candidateGroups: assignment?.candidateGroups,
    candidateUsers: assignment?.candidateUsers,
    dueDate: schedule?.dueDate,
    followUpDate: schedule?.followUpDate,
    formKey: extension(element, 'zeebe:FormDefinition')?.formKey,
  };
}

/** A user task for job workers: an external task of Zeebe's own job type; who does it and when stands in the job's headers. */
export function jobWorkerUserTask(element: BpmnElement, translation: Translation): void {
  const form = extension(element, 'zeebe:FormDefinition');
  if (form && !form.formKey) {
    translation.refuse(element, 'zeebe:formDefinition', "a form of a job worker's task is named by 'formKey' only");
  }
  if (extension(element, 'zeebe:PriorityDefinition')) {
    translation.refuse(element, 'zeebe:priorityDefinition', 'a priority is for Camunda user tasks only');
  }
  const target = translation.operaton(element);
  element.$attrs['operaton:type'] = 'external';
  element.$attrs['operaton:topic'] = USER_TASK_JOB;
  target.value('jobType', JSON.stringify(USER_TASK_JOB)).value('jobRetries', RETRIES);
  taskHeaders(element, target);
  for (const [name, text] of Object.entries(description(element))) {
    if (isExpression(text)) {
      translation.refuse(
        element,
        'zeebe:assignmentDefinition',
        `'${name}' of a job worker's task is an expression, which is not supported: use 'zeebe:userTask'`,
      );
    } else if (text) {
      const value = name.startsWith('candidate') ? list(text) : text;
      target.property(`${HEADER_PREFIX}${RESERVED}${name}`, value);
    }
  }
}
