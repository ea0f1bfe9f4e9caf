import { eventDefinition, extension, isRootStart, type BpmnElement } from '../bpmn';
import type { Construct, Translation } from '../construct';
import { feelText, isExpression, staticName } from '../juel';
import { EVENT_DEFINITIONS, EVENT_TYPES } from '../support';
import { eventName, hasLiteralName, useName } from './event-name';
import { subscribe } from './subscription';
import { timer } from './timer';

const THROWING = new Set(['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent']);

/** The scope that holds the event's subscription: attached activity, parent of an event sub-process, event gateway, or the event. */
function subscriptionScope(element: BpmnElement): BpmnElement {
  if (element.$type === 'bpmn:BoundaryEvent') {
    return element.attachedToRef;
  }
  const parent = element.$parent as BpmnElement;
  if (element.$type === 'bpmn:StartEvent' && parent.triggeredByEvent) {
    return parent.$parent as BpmnElement;
  }
  const gateway = ((element.incoming ?? []) as BpmnElement[])
    .map((flow) => flow.sourceRef as BpmnElement)
    .find((source) => source?.$type === 'bpmn:EventBasedGateway');
  return gateway ?? element;
}

function message(element: BpmnElement, definition: BpmnElement, translation: Translation): void {
  if (THROWING.has(element.$type)) {
    if (!extension(element, 'zeebe:TaskDefinition')) {
      translation.refuse(
        element,
        'zeebe:taskDefinition',
        "Must have exactly one 'zeebe:taskDefinition' extension element",
      );
    }
    return;
  }
  if (!isRootStart(element)) {
    subscribe(element, definition, subscriptionScope(element), translation);
  } else if (!definition.messageRef) {
    translation.refuse(element, 'bpmn:message', 'Must reference a message');
  } else if (hasLiteralName(element, 'bpmn:message', definition.messageRef.name, translation)) {
    useName(
      element,
      definition,
      'messageRef',
      { literal: staticName(definition.messageRef.name as string) },
      translation,
    );
  }
}

function signal(element: BpmnElement, definition: BpmnElement, translation: Translation): void {
  if (!definition.signalRef) {
    translation.refuse(element, 'bpmn:signal', 'Must reference a signal');
    return;
  }
  if (isRootStart(element) && !hasLiteralName(element, 'bpmn:signal', definition.signalRef.name, translation)) {
    return;
  }
  const name = eventName(element, 'bpmn:signal', definition.signalRef.name, translation);
  if (!name) {
    return;
  }
  const throws = THROWING.has(element.$type);
  useName(element, definition, 'signalRef', name, translation, throws);
  if (name.feel !== undefined && !throws) {
    translation.operaton(subscriptionScope(element)).dialect('signal', { event: element.id }, name.feel);
  }
}

/** The code of an error or escalation; where it is thrown it must be there and may be FEEL, where it is caught it is a static value. */
function code(
  element: BpmnElement,
  construct: 'error' | 'escalation',
  reference: BpmnElement | undefined,
  translation: Translation,
): void {
  const text: string | undefined = reference?.[`${construct}Code`];
  if (THROWING.has(element.$type) && !reference) {
    translation.refuse(element, `bpmn:${construct}`, `Must reference an ${construct}`);
  } else if (reference && !text) {
    translation.refuse(element, `bpmn:${construct}`, `${construct}Code must be present and not empty`);
  } else if (text && isExpression(text)) {
    if (THROWING.has(element.$type)) {
      translation.operaton(element).check(text).value(`${construct}Code`, feelText(text));
    } else {
      translation.refuse(element, `bpmn:${construct}`, `${construct}Code of a catch event must be a static value`);
    }
  }
}

function position(element: BpmnElement, translation: Translation): void {
  if (element.$type === 'bpmn:BoundaryEvent') {
    if (!element.attachedToRef) {
      translation.refuse(element, element.$type, 'Must be attached to an activity');
    }
    if ((element.incoming ?? []).length > 0) {
      translation.refuse(element, element.$type, 'Boundary events must not have incoming sequence flows');
    }
    if ((element.outgoing ?? []).length === 0 && eventDefinition(element)?.$type !== 'bpmn:CompensateEventDefinition') {
      translation.refuse(element, element.$type, 'Boundary events must have at least one outgoing sequence flow');
    }
  }
  if (element.$type === 'bpmn:EndEvent' && (element.outgoing ?? []).length > 0) {
    translation.refuse(element, element.$type, 'End events must not have outgoing sequence flows to other elements');
  }
}

const DEFINITIONS: Readonly<
  Record<string, (element: BpmnElement, definition: BpmnElement, translation: Translation) => void>
> = {
  'bpmn:MessageEventDefinition': message,
  'bpmn:TimerEventDefinition': timer,
  'bpmn:SignalEventDefinition': signal,
  'bpmn:ErrorEventDefinition': (element, definition, translation) =>
    code(element, 'error', definition.errorRef, translation),
  'bpmn:EscalationEventDefinition': (element, definition, translation) =>
    code(element, 'escalation', definition.escalationRef, translation),
  'bpmn:LinkEventDefinition': (element, definition, translation) => {
    hasLiteralName(element, 'bpmn:linkEventDefinition', definition.name, translation);
  },
};

/** Events of all positions: what their definition needs, refused where the position may not carry it. */
export const event: Construct = {
  types: EVENT_TYPES,
  translate(element, translation) {
    position(element, translation);
    const definition = eventDefinition(element);
    if (!definition) {
      if (element.$type === 'bpmn:IntermediateCatchEvent' || element.$type === 'bpmn:BoundaryEvent') {
        translation.refuse(element, element.$type, 'Must have exactly one event definition');
      }
      return;
    }
    if (element.eventDefinitions.length > 1) {
      translation.refuse(element, 'bpmn:eventDefinition', 'Must have exactly one event definition');
      return;
    }
    if (!EVENT_DEFINITIONS[element.$type]?.includes(definition.$type)) {
      translation.refuse(element, definition.$type, `${definition.$type} is not supported at ${element.$type}`);
      return;
    }
    DEFINITIONS[definition.$type]?.(element, definition, translation);
  },
};
