import { eventDefinition, extension, walk, type BpmnElement } from './bpmn';
import { activatable } from './containers/ad-hoc-sub-process';
import { isExpression, staticName } from './juel';
import type { ElementModel, FormReference, ProcessModel } from './model';
import { ELEMENT_TYPES } from './support';
import { USER_TASK_JOB } from './tasks/job-worker-user-task';

function elementType(element: BpmnElement): string {
  if (element.$type === 'bpmn:SubProcess' && element.triggeredByEvent) {
    return 'EVENT_SUB_PROCESS';
  }
  return ELEMENT_TYPES[element.$type] ?? 'UNSPECIFIED';
}

function literalOf(text: string | undefined): string | undefined {
  return isExpression(text) ? undefined : text;
}

/** The name of a message or signal; undefined where only a running instance knows it. */
function nameOf(root: BpmnElement | undefined): string | undefined {
  return root?.name ? staticName(root.name) : undefined;
}

function formOf(element: BpmnElement): FormReference | undefined {
  const form = extension(element, 'zeebe:FormDefinition');
  return form?.formId
    ? { id: form.formId, binding: form.bindingType ?? 'latest', versionTag: form.versionTag }
    : undefined;
}

function elementModel(element: BpmnElement): ElementModel {
  const definition = eventDefinition(element);
  const headers = (extension(element, 'zeebe:TaskHeaders')?.values ?? []) as { key?: string; value?: string }[];
  const isWorkersTask = element.$type === 'bpmn:UserTask' && !extension(element, 'zeebe:UserTask');
  const jobType = isWorkersTask
    ? USER_TASK_JOB
    : (extension(element, 'zeebe:TaskDefinition')?.type as string | undefined);
  return {
    id: element.id,
    name: element.name,
    type: elementType(element),
    parentId: element.$parent?.id,
    jobType,
    headers: Object.fromEntries(
      headers.filter((header) => header.key).map((header) => [header.key!, header.value ?? '']),
    ),
    hasOutputMappings: (extension(element, 'zeebe:IoMapping')?.outputParameters ?? []).length > 0,
    taskListeners: (extension(element, 'zeebe:TaskListeners')?.listeners as BpmnElement[] | undefined)?.map(
      ({ eventType }) => String(eventType),
    ),
    activatableElements:
      element.$type === 'bpmn:AdHocSubProcess' ? activatable(element).map(({ id }) => id) : undefined,
    isMultiInstance: Boolean(element.loopCharacteristics),
    form: formOf(element),
    externalFormReference: extension(element, 'zeebe:FormDefinition')?.externalReference,
    messageName: nameOf(element.messageRef ?? definition?.messageRef),
    signalName: nameOf(definition?.signalRef),
    calledProcessId: literalOf(extension(element, 'zeebe:CalledElement')?.processId),
    calledDecisionId: literalOf(extension(element, 'zeebe:CalledDecision')?.decisionId),
    sourceId: element.sourceRef?.id,
    targetId: element.targetRef?.id,
  };
}

/** The model of one process, read from the original diagram. */
export function processModel(process: BpmnElement): ProcessModel {
  const elements = [...walk(process)];
  const starts = ((process.flowElements ?? []) as BpmnElement[]).filter(
    (element) => element.$type === 'bpmn:StartEvent',
  );
  return {
    id: process.id,
    name: process.name,
    versionTag: extension(process, 'zeebe:VersionTag')?.value,
    elements: elements.map(elementModel),
    startForm: starts.map(formOf).find(Boolean),
    hasStartListener: ((extension(process, 'zeebe:ExecutionListeners')?.listeners ?? []) as BpmnElement[]).some(
      ({ eventType }) => eventType === 'start',
    ),
    hasNoneStartEvent: starts.some((start) => !eventDefinition(start)),
    messageStartEvents: starts
      .map((start) => ({ elementId: start.id, messageName: nameOf(eventDefinition(start)?.messageRef) ?? '' }))
      .filter((start) => start.messageName),
  };
}
