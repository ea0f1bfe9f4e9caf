import { eventDefinition, extension, type BpmnElement } from '../bpmn';
import type { Construct, Translation } from '../construct';
import { isExpression, valueOf } from '../juel';
import { EVENT_DEFINITIONS } from '../support';
import { correlationKeyOf, subscribe } from './subscription';

const THROWING = new Set(['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent']);

/** The scope that holds the event's subscription: the attached activity, the parent of an event sub-process, or the event. */
function subscriptionScope(element: BpmnElement): BpmnElement {
  if (element.$type === 'bpmn:BoundaryEvent') {
    return element.attachedToRef;
  }
  const parent = element.$parent as BpmnElement;
  return element.$type === 'bpmn:StartEvent' && parent.triggeredByEvent ? (parent.$parent as BpmnElement) : element;
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
  const parent = element.$parent as BpmnElement;
  if (element.$type === 'bpmn:StartEvent' && !parent.triggeredByEvent) {
    if (!definition.messageRef?.name || isExpression(definition.messageRef.name)) {
      translation.refuse(element, 'bpmn:message', 'a message with a literal name is required');
    }
    return;
  }
  const key = correlationKeyOf(element, definition.messageRef, translation);
  if (key) {
    subscribe(subscriptionScope(element), definition.messageRef.name, key, translation);
  }
}

function timer(element: BpmnElement, definition: BpmnElement, translation: Translation): void {
  const expression = definition.timeDate ?? definition.timeDuration ?? definition.timeCycle;
  if (!expression?.body) {
    translation.refuse(element, 'bpmn:timerEventDefinition', 'a date, a duration or a cycle is required');
    return;
  }
  expression.body = valueOf(String(expression.body));
}

/** A referenced name or code that must be a literal (Zeebe takes expressions for signals and codes in some places; we refuse). */
function literal(element: BpmnElement, construct: string, text: string | undefined, translation: Translation): void {
  if (isExpression(text)) {
    translation.refuse(element, construct, `'${text}' is an expression, which is not supported here`);
  }
}

/** Events of all positions: what their definition needs, refused where the position may not carry it. */
export const event: Construct = {
  types: Object.keys(EVENT_DEFINITIONS),
  translate(element, translation) {
    const definition = eventDefinition(element);
    if (!definition) {
      return;
    }
    if (element.eventDefinitions.length > 1) {
      translation.refuse(element, 'bpmn:eventDefinition', 'more than one event definition is not supported');
      return;
    }
    if (!EVENT_DEFINITIONS[element.$type]?.includes(definition.$type)) {
      translation.refuse(element, definition.$type, `${definition.$type} is not supported at ${element.$type}`);
      return;
    }
    switch (definition.$type) {
      case 'bpmn:MessageEventDefinition':
        message(element, definition, translation);
        break;
      case 'bpmn:TimerEventDefinition':
        timer(element, definition, translation);
        break;
      case 'bpmn:SignalEventDefinition':
        if (!definition.signalRef?.name) {
          translation.refuse(element, 'bpmn:signal', 'a signal with a name is required');
        }
        literal(element, 'bpmn:signal', definition.signalRef?.name, translation);
        break;
      case 'bpmn:ErrorEventDefinition':
        literal(element, 'bpmn:error', definition.errorRef?.errorCode, translation);
        break;
      case 'bpmn:EscalationEventDefinition':
        literal(element, 'bpmn:escalation', definition.escalationRef?.escalationCode, translation);
        break;
      default:
        break;
    }
  },
};
