import { extension, type BpmnElement } from '../bpmn';
import type { Construct } from '../construct';
import { call, isExpression, valueOf } from '../juel';

/** Camunda's default priority of a user task. */
const DEFAULT_PRIORITY = '50';

function forms(element: BpmnElement): string | undefined {
  const form = extension(element, 'zeebe:FormDefinition');
  if (form?.formId) {
    return `zeebe:${form.formId}`;
  }
  return form?.externalReference ? `external:${form.externalReference}` : undefined;
}

/** Camunda user tasks (zeebe:userTask): assignment, schedule, priority and form; tasks run by job workers are refused. */
export const userTask: Construct = {
  types: ['bpmn:UserTask'],
  translate(element, translation) {
    if (!extension(element, 'zeebe:UserTask')) {
      translation.refuse(
        element,
        'bpmn:userTask',
        "only Camunda user tasks ('zeebe:userTask') are supported, not job workers",
      );
      return;
    }
    const target = translation.operaton(element);
    const assignment = extension(element, 'zeebe:AssignmentDefinition');
    if (assignment?.assignee) {
      target.attribute('assignee', valueOf(assignment.assignee));
    }
    for (const attribute of ['candidateGroups', 'candidateUsers'] as const) {
      const names: string | undefined = assignment?.[attribute];
      if (names) {
        target.attribute(attribute, isExpression(names) ? call('feelNames', names) : names);
      }
    }
    const schedule = extension(element, 'zeebe:TaskSchedule');
    for (const attribute of ['dueDate', 'followUpDate'] as const) {
      if (schedule?.[attribute]) {
        target.attribute(attribute, valueOf(schedule[attribute]));
      }
    }
    const priority: string = extension(element, 'zeebe:PriorityDefinition')?.priority ?? DEFAULT_PRIORITY;
    target.attribute('priority', valueOf(priority));
    const formKey = forms(element);
    if (formKey) {
      target.attribute('formKey', formKey);
    }
  },
};
