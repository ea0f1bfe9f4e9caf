import { extension, walk, type BpmnElement } from './bpmn';
import { isExpression } from './juel';
import type { Finding } from './model';

/** The room that the engine's tables have for ids, names, job types and names of events, in characters. */
const MAX = 255;

const isLong = (text: unknown): boolean => typeof text === 'string' && !isExpression(text) && text.length > MAX;

function finding(element: BpmnElement, what: string): Finding {
  return {
    code: 'not-supported',
    // an id that is too long says no more with all of it
    elementId: String(element.id).slice(0, MAX),
    elementType: element.$type,
    construct: element.$type,
    message: `The ${what} is longer than ${MAX} characters, which is not supported`,
  };
}

function findingsOf(element: BpmnElement): Finding[] {
  const listeners = ['zeebe:ExecutionListeners', 'zeebe:TaskListeners'].flatMap(
    (name) => (extension(element, name)?.listeners ?? []) as BpmnElement[],
  );
  const types = [extension(element, 'zeebe:TaskDefinition')?.type, ...listeners.map(({ type }) => type as unknown)];
  return [
    ...(isLong(element.id) ? [finding(element, 'id')] : []),
    ...(element.$type !== 'bpmn:SequenceFlow' && isLong(element.name) ? [finding(element, 'name')] : []),
    ...(types.some(isLong) ? [finding(element, 'type of its job')] : []),
  ];
}

/** What of a diagram has no room in the engine: its instances would fail when they come there. */
export function tooLong(definitions: BpmnElement, processes: readonly BpmnElement[]): Finding[] {
  const events = ((definitions.rootElements ?? []) as BpmnElement[]).filter(({ $type }) =>
    ['bpmn:Message', 'bpmn:Signal'].includes($type),
  );
  return [
    ...processes.flatMap((process) => [process, ...walk(process)]).flatMap(findingsOf),
    ...events.filter(({ name }) => isLong(name)).map((event) => finding(event, 'name')),
  ];
}
