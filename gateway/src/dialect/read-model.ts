import { eventDefinition, extension, walk, type BpmnElement } from './bpmn';
import { isExpression } from './juel';
import type { ElementModel, ProcessModel } from './model';
import { ELEMENT_TYPES } from './support';

function elementType(element: BpmnElement): string {
  if (element.$type === 'bpmn:SubProcess' && element.triggeredByEvent) {
    return 'EVENT_SUB_PROCESS';
  }
  return ELEMENT_TYPES[element.$type] ?? 'UNSPECIFIED';
}

function literalOf(text: string | undefined): string | undefined {
  return isExpression(text) ? undefined : text;
}

function elementModel(element: BpmnElement): ElementModel {
  const definition = eventDefinition(element);
  const form = extension(element, 'zeebe:FormDefinition');
  const headers = (extension(element, 'zeebe:TaskHeaders')?.values ?? []) as { key?: string; value?: string }[];
  const jobType = extension(element, 'zeebe:TaskDefinition')?.type as string | undefined;
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
    isMultiInstance: Boolean(element.loopCharacteristics),
    formId: form?.formId,
    formBinding: form?.bindingType,
    externalFormReference: form?.externalReference,
    messageName: (element.messageRef ?? definition?.messageRef)?.name,
    signalName: definition?.signalRef?.name,
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
  const startForm = starts.map((start) => extension(start, 'zeebe:FormDefinition')?.formId).find(Boolean);
  return {
    id: process.id,
    name: process.name,
    versionTag: extension(process, 'zeebe:VersionTag')?.value,
    elements: elements.map(elementModel),
    startFormId: startForm as string | undefined,
    hasNoneStartEvent: starts.some((start) => !eventDefinition(start)),
    messageStartEvents: starts
      .map((start) => ({ elementId: start.id, messageName: eventDefinition(start)?.messageRef?.name as string }))
      .filter((start) => start.messageName),
  };
}
