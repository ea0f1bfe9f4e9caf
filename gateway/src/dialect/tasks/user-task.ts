import { extension, type BpmnElement } from '../bpmn';
import { formBinding } from '../extensions/binding';
import type { Construct } from '../construct';
import { call, feelName, feelText, feelValue, isExpression, valueOf } from '../juel';
import type { OperatonElement } from '../operaton-element';
import { jobWorkerUserTask } from './job-worker-user-task';

/** Camunda's default priority of a user task. */
const DEFAULT_PRIORITY = '50';

function forms(element: BpmnElement): string | undefined {
  const form = extension(element, 'zeebe:FormDefinition');
  if (form?.formId) {
    return `zeebe:${form.formId}`;
  }
  return form?.externalReference ? `external:${form.externalReference}` : undefined;
}

/** The form that the engine plug-in looks for before there is a task. */
function askForForm(form: BpmnElement | undefined, target: OperatonElement): void {
  if (form?.formId) {
    target.value('formId', form.formId as string).value('formBinding', (form.bindingType as string) ?? 'latest');
    if (form.versionTag) {
      target.value('formTag', form.versionTag as string);
    }
  }
}

/** The FEEL list of candidates: a literal names them with commas between. */
function candidates(names: string): string {
  return isExpression(names)
    ? feelText(names)
    : JSON.stringify(
        names
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
      );
}

/** Camunda user tasks (zeebe:userTask): assignment, schedule, priority and form; without it a task is a job. */
export const userTask: Construct = {
  types: ['bpmn:UserTask'],
  translate(element, translation) {
    if (!extension(element, 'zeebe:UserTask')) {
      jobWorkerUserTask(element, translation);
      return;
    }
    const target = translation.operaton(element);
    if (element.name) {
      element.name = valueOf(element.name, 'feelText');
    }
    const assignment = extension(element, 'zeebe:AssignmentDefinition');
    if (assignment?.assignee) {
      target.check(assignment.assignee).attribute('assignee', call('feelName', feelName(assignment.assignee)));
    }
    for (const attribute of ['candidateGroups', 'candidateUsers'] as const) {
      const names: string | undefined = assignment?.[attribute];
      if (names) {
        target.check(names).attribute(attribute, call('feelNames', candidates(names)));
      }
    }
    const schedule = extension(element, 'zeebe:TaskSchedule');
    for (const attribute of ['dueDate', 'followUpDate'] as const) {
      const date: string | undefined = schedule?.[attribute];
      if (!date) {
        continue;
      }
      if (!isExpression(date) && Number.isNaN(Date.parse(date))) {
        translation.refuse(
          element,
          'zeebe:taskSchedule',
          `Expected '${attribute}' to be a date-time but found '${date}'`,
        );
        continue;
      }
      target.check(date).attribute(attribute, call('feelDue', feelName(date)));
    }
    const priority: string = extension(element, 'zeebe:PriorityDefinition')?.priority ?? DEFAULT_PRIORITY;
    if (!isExpression(priority) && !/^(\d\d?|100)$/.test(priority)) {
      translation.refuse(
        element,
        'zeebe:priorityDefinition',
        `Expected priority to be in the range [0,100] but was '${priority}'.`,
      );
      return;
    }
    target
      .check(priority)
      .attribute('priority', isExpression(priority) ? call('feelPriority', feelValue(priority)) : priority);
    if (extension(element, 'zeebe:FormDefinition')?.formKey) {
      translation.refuse(
        element,
        'zeebe:formDefinition',
        "a form key is for tasks of job workers: use 'formId' or 'externalReference'",
      );
    }
    formBinding(element, translation);
    const formKey = forms(element);
    if (formKey) {
      target.attribute('formKey', valueOf(formKey));
    }
    askForForm(extension(element, 'zeebe:FormDefinition'), target);
  },
};
