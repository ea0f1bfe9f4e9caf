import type { BpmnElement } from '../bpmn';
import type { Construct } from '../construct';
import { call } from '../juel';

const DECIDING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

/** Conditions count behind exclusive and inclusive gateways only, and not on a default flow: elsewhere Zeebe does not look at them. */
export const condition: Construct = {
  types: ['bpmn:SequenceFlow', ...DECIDING],
  translate(element, translation) {
    if (element.$type !== 'bpmn:SequenceFlow') {
      if (element.default && element.default.sourceRef !== element) {
        translation.refuse(element, element.$type, 'Default flow must start at gateway');
      }
      return;
    }
    const source = element.sourceRef as BpmnElement | undefined;
    if (!source || !element.targetRef) {
      translation.refuse(element, 'bpmn:sequenceFlow', 'Must have a source and a target');
      return;
    }
    const body: string | undefined = element.conditionExpression?.body;
    const isDefault = source.default === element;
    const decides = DECIDING.includes(source.$type);
    const several = decides && (source.outgoing ?? []).length > 1;
    if (body === undefined || !decides || isDefault) {
      if (several && !isDefault) {
        translation.refuse(element, 'bpmn:sequenceFlow', 'Must have a condition or be default flow');
      }
      delete element.conditionExpression;
      return;
    }
    if (!several && source.$type === 'bpmn:ExclusiveGateway') {
      translation.refuse(
        element,
        'bpmn:conditionExpression',
        'a condition on the only flow of a gateway is not supported',
      );
      return;
    }
    const feel = translation.expression(element, 'bpmn:conditionExpression', body);
    if (feel !== undefined) {
      element.conditionExpression.body = call('feelTrue', feel);
    }
  },
};
